"""The national unique patient number (NUPIN, also NUPN): four groups such as 5010-010-12345-5.

Source: Zambian identifier facts. Groups: 1-4 letters or digits, 1-5 letters or digits, 1-5 digits (the
serial), 1 digit. How the last digit comes about is nowhere specified. In published samples it is the sum of
the serial's digits, mod 10, while taken-over numbers agree no more often than chance; so a rule is a value
one can replace, and it only ever warns.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from patients.rules.characters import divided, upper
from patients.rules.placeholders import said_none
from patients.rules.reading import SAID_NONE, TO_MEND, Reading, ok

CheckDigitRule = Callable[[str], int]
"""From the serial (1-5 digits) to the check digit (0-9)."""

SERIAL_LARGEST = 99_999
FACILITY_NUMBER_LARGEST = 99_999

_GROUPS = re.compile(r"([A-Z0-9]{1,4})-+([A-Z0-9]{1,5})-+([0-9]{1,5})-+([0-9])")
_FACILITY_CODE = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, slots=True)
class Nupin:
    """A NUPIN in its groups, as written; `serial` keeps its zeros."""

    area: str
    facility: str
    serial: str
    check: int

    def __str__(self) -> str:
        return f"{self.area}-{self.facility}-{self.serial}-{self.check}"


def digit_sum(serial: str) -> int:
    """The check digit seen in published samples.

    Takes: a serial, digits only. Gives: the sum of its digits mod 10.
    """
    return sum(int(digit) for digit in serial) % 10


def parse_nupin(text: str) -> Nupin | None:
    """Take a NUPIN apart.

    Takes: `text` as given, any dividers. Gives: its groups in capitals, or None if it is not one.
    """
    match = _GROUPS.fullmatch(upper(divided(text, "-")))
    if match is None or said_none(text):
        return None
    return Nupin(match[1], match[2], match[3], int(match[4]))


def read_nupin(text: str | None) -> Reading:
    """Read a NUPIN.

    Takes: `text` as given. Gives: the groups joined by `-`, or said_none, or to_mend. SQL twin:
    `smartcare_nupin`.
    """
    if text is None or said_none(text):
        return SAID_NONE
    nupin = parse_nupin(text)
    return TO_MEND if nupin is None else ok(str(nupin))


def check_digit_agrees(nupin: Nupin, rule: CheckDigitRule = digit_sum) -> bool:
    """Whether the last digit is what the rule gives.

    Takes: a NUPIN; the rule. Gives: False where a page should warn, never refuse.
    """
    return rule(nupin.serial) == nupin.check


def looks_mistyped(text: str) -> bool:
    """Whether a NUPIN can be read but its last digit does not fit. Takes: `text` as typed. Gives: True to warn, never to refuse."""
    nupin = parse_nupin(text)
    return nupin is not None and not check_digit_agrees(nupin)


def make_nupin(
    facility_code: str | None, facility_number: int, serial: int, rule: CheckDigitRule = digit_sum
) -> str:
    """The NUPIN of the next person at a facility.

    Takes: `facility_code`, the Master Facility List code (8 digits) if it has one; `facility_number`, our own
    number of the facility, 1-99999, used when it has none; `serial`, 1-99999; the check-digit rule.
    Gives: `1001-0001-00001-1`, or `X-73-00001-1` without a code. Raises: ValueError for a number out of
    range.
    """
    if not 1 <= serial <= SERIAL_LARGEST:
        raise ValueError("A NUPIN serial is 1 to 99999.")
    digits = f"{serial:05}"
    if facility_code is not None and _FACILITY_CODE.fullmatch(facility_code):
        return f"{facility_code[:4]}-{facility_code[4:]}-{digits}-{rule(digits)}"
    if not 1 <= facility_number <= FACILITY_NUMBER_LARGEST:
        raise ValueError("A facility number is 1 to 99999.")
    return f"X-{facility_number}-{digits}-{rule(digits)}"
