"""Phone numbers: read into E.164, shown as people say them.

Source: Zambian identifier facts: +260, trunk 0, nine national digits; ranges from the `phonenumbers` library.
A number of another country is taken when it is written with + and its country code and has 10 to 15 digits;
its ranges are not checked, so that set-based SQL, which has no library, reads exactly the same.
"""

import re

import phonenumbers

from patients.rules.characters import compact
from patients.rules.placeholders import said_none
from patients.rules.reading import SAID_NONE, TO_MEND, Reading, ok

HOME = "ZM"

_DIALLED = re.compile(r"\+?[0-9]{6,18}")
# Ten digits at least: `+97 712 3456` is a home number whose 260 was forgotten, not a number of Nepal.
_FOREIGN = re.compile(r"\+[1-9][0-9]{9,14}")


def read_phone(text: str | None, region: str = HOME) -> Reading:
    """Read a phone number however it was written.

    Takes: `text` as given; `region`, the two-letter country whose numbers may lack their country code.
    Gives: the value in E.164 (`+260977123456`); said_none for a placeholder; to_mend for two numbers in one
    field, too few digits and anything else. SQL twin, for ZM: `smartcare_phone`.
    """
    if text is None or said_none(text):
        return SAID_NONE
    dialled = compact(text)
    if not _DIALLED.fullmatch(dialled):
        return TO_MEND
    home = phonenumbers.country_code_for_region(region)
    national = _home_number(dialled, home, region)
    if national is not None:
        return ok(f"+{home}{national}")
    if _FOREIGN.fullmatch(dialled) and not dialled.startswith(f"+{home}"):
        return ok(dialled)
    return TO_MEND


def _home_number(dialled: str, home: int, region: str) -> str | None:
    """The national digits of a valid number of the home country, None for any other."""
    try:
        number = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != home or not phonenumbers.is_valid_number(number):
        return None
    national: str = phonenumbers.national_significant_number(number)
    # The library also drops a second trunk 0 and the like; what stands before the number must be plain.
    head = dialled.removesuffix(national)
    plain = ("", f"{home}", f"+{home}", f"00{home}", f"+00{home}")
    return national if head in plain or head.removesuffix("0") in plain else None


def show_phone(value: str, region: str = HOME) -> str:
    """A phone number to read aloud.

    Takes: `value`, normally E.164; `region`, the country whose numbers are shown without their code.
    Gives: `097 712 3456` at home, `+263 77 123 4567` abroad; a value that is no number comes back as it is.
    """
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return value
    if number.country_code != phonenumbers.country_code_for_region(region):
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    national = phonenumbers.national_significant_number(number)
    if len(national) != 9:
        return value
    return f"0{national[:2]} {national[2:5]} {national[5:]}"


def last_digits(text: str, count: int) -> str:
    """The last digits of a number, for a search by its end.

    Takes: `text`; `count` >= 1. Gives: at most `count` ASCII digits.
    """
    return re.sub(r"[^0-9]", "", text)[-count:]
