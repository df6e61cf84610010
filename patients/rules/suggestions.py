"""What a text that can't be understood may have meant. A person decides; nothing here is written by itself.

Source: the legacy table: two numbers in one phone field, letters O and I for digits, NRC numbers without their leading
zeros, blanks and commas in e-mail addresses, birth years of the wrong century.
"""

import re
from datetime import date

from patients.rules.birth import birth_fault
from patients.rules.characters import lower
from patients.rules.email import read_email
from patients.rules.nrc import read_nrc
from patients.rules.nupin import read_nupin
from patients.rules.phone import read_phone

_BETWEEN_NUMBERS = re.compile(r"[/,;&|\n]|\bor\b|\band\b", re.IGNORECASE)
_DIGIT_RUN = re.compile(r"\+?[0-9][0-9 ().-]{6,}[0-9]")
_LETTERS_FOR_DIGITS = str.maketrans("OoQIil|", "0001111")
CENTURY = 100


def suggest_phones(given: str) -> tuple[str, ...]:
    """The numbers that one field may hold. Takes: the text as given. Gives: at most two, E.164, each once."""
    plain = given.translate(_LETTERS_FOR_DIGITS)
    parts = [*_BETWEEN_NUMBERS.split(given), *_DIGIT_RUN.findall(plain), plain, *plain.split()]
    found = [reading.value for reading in map(read_phone, parts) if reading.value is not None]
    return tuple(dict.fromkeys(found))[:2]


def suggest_nrc(given: str) -> str | None:
    """The NRC that was meant. Takes: the text as given. Gives: `098346/13/1`, or None."""
    plain = re.sub(r"[^0-9]", "", given.translate(_LETTERS_FOR_DIGITS))
    if not 7 <= len(plain) <= 9:
        return None
    return read_nrc(plain.zfill(9)).value


def suggest_nupin(given: str) -> str | None:
    """The NUPIN that was meant. Takes: the text as given. Gives: its groups with dashes, or None."""
    head, _, check = given.strip().rpartition("-")
    serial_mended = "-".join(
        [*head.split("-")[:2], *[part.translate(_LETTERS_FOR_DIGITS) for part in head.split("-")[2:]]]
    )
    for text in (
        re.sub(r"[^A-Za-z0-9-]", "", given),
        f"{serial_mended}-{check.translate(_LETTERS_FOR_DIGITS)}",
    ):
        if (value := read_nupin(text).value) is not None:
            return value
    digits = re.sub(r"[^0-9]", "", given)
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:13]}-{digits[13]}" if len(digits) == 14 else None


def suggest_email(given: str) -> str | None:
    """The e-mail address that was meant. Takes: the text as given. Gives: an address, or None."""
    plain = lower(given).replace(" at ", "@").replace(" dot ", ".").replace("(at)", "@").replace(",", ".")
    return read_email(re.sub(r"\s", "", plain)).value


def suggest_birth(given: date, on: date) -> date | None:
    """The birth date that was meant when the century is wrong. Takes: the date as given; today. Gives: a date, or None."""
    for years in (-CENTURY, CENTURY):
        try:
            moved = given.replace(year=given.year + years)
        except ValueError:
            continue
        if birth_fault(moved, on) is None:
            return moved
    return None
