"""E-mail addresses: a light check that refuses only what can't be one.

Source: the HTML standard's pattern, plus a dot.
"""

import re

from patients.rules.characters import lower
from patients.rules.names import tidy
from patients.rules.placeholders import said_none
from patients.rules.reading import SAID_NONE, TO_MEND, Reading, ok

LONGEST = 254

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+"
)


def read_email(text: str | None) -> Reading:
    """Read an e-mail address.

    Takes: `text` as given. Gives: the address, its domain in small letters; said_none; or to_mend. SQL twin:
    `smartcare_email`.
    """
    if text is None or said_none(text):
        return SAID_NONE
    address = tidy(text)
    if len(address) > LONGEST or not _ADDRESS.fullmatch(address):
        return TO_MEND
    local, _, domain = address.rpartition("@")
    return ok(f"{local}@{lower(domain)}")
