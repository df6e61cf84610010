"""The National Registration Card number: 6/2/1 digits, given from age 16, no check digit.

Source: Zambian identifier facts. The last digit is 1 for a Zambian, 2 for a Commonwealth citizen, 3 for
others; numbers taken over may lack leading zeros, which can be restored only where dividers tell the parts.
"""

import re

from patients.rules.characters import divided
from patients.rules.placeholders import said_none
from patients.rules.reading import SAID_NONE, TO_MEND, Reading, ok

NRC_FROM_AGE = 16
UNDER_FIVE_CARD_BELOW_AGE = 5

_WHOLE = re.compile(r"([0-9]{6})/*([0-9]{2})/*([123])")
_PARTS = re.compile(r"([0-9]{1,6})/+([0-9]{1,2})/+([123])")


def read_nrc(text: str | None) -> Reading:
    """Read an NRC number however it was written.

    Takes: `text` as given: any dividers or none. Gives: the value as `098346/13/1`; said_none for a
    placeholder; to_mend for anything else, a serial of zeros and a last digit other than 1, 2, 3 included.
    SQL twin: `smartcare_nrc`.
    """
    if text is None or said_none(text):
        return SAID_NONE
    plain = divided(text, "/")
    match = _WHOLE.fullmatch(plain) or _PARTS.fullmatch(plain)
    if match is None or not match[1].strip("0"):
        return TO_MEND
    return ok(f"{match[1]:0>6}/{match[2]:0>2}/{match[3]}")


def nrc_allowed_at(age_years: int | None) -> bool:
    """Whether a person of this age may hold an NRC.

    Takes: full years, None if not known. Gives: True from 16 or not known.
    """
    return age_years is None or age_years >= NRC_FROM_AGE


def nrc_too_early(text: str | None, age_years: int | None) -> bool:
    """Whether an NRC is written for somebody too young to have one: wrong number or wrong birth date.

    Takes: `text` as typed; full years, None if not known. Gives: False for a text that says there is none.
    """
    return not nrc_allowed_at(age_years) and not said_none(text)


def under_five_card_allowed_at(age_years: int | None) -> bool:
    """Whether a child of this age has an under-five card.

    Takes: full years, None if not known. Gives: True under 5 only.
    """
    return age_years is not None and 0 <= age_years < UNDER_FIVE_CARD_BELOW_AGE
