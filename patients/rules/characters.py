"""Which characters count as blank, as divider and as invisible: one definition for every rule.

Python's `str.strip` and PostgreSQL's `btrim` disagree about blanks, so both twins name the characters. The
SQL twins in `patients/sql/fn_patients_normalise__v1.sql` carry the same sets; a parity test holds them
together.
"""

# ASCII white space and the no-break space that pasting from a spreadsheet leaves.
BLANKS = " \t\n\r\f\v\u00a0"
# What people put between the parts of a number.
DIVIDERS = "-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
# Direction marks, zero-width characters and the byte order mark: seen by nobody, so they mean nothing.
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)

_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_UPPER = {small: capital for capital, small in _LOWER.items()}
_COMPACT = str.maketrans("", "", BLANKS + DIVIDERS + INVISIBLE)


def lower(text: str) -> str:
    """Small letters, A to Z only, as `lower(… COLLATE "C")` does. Takes: `text`. Gives: the text."""
    return text.translate(_LOWER)


def upper(text: str) -> str:
    """Capital letters, a to z only. Takes: `text`. Gives: the text."""
    return text.translate(_UPPER)


def compact(text: str) -> str:
    """Take out blanks, dividers and invisible characters. Takes: `text`. Gives: the rest, joined."""
    return text.translate(_COMPACT)


def divided(text: str, divider: str) -> str:
    """Make every blank or divider the same one.

    Takes: `text`; `divider`, one character. Gives: the text, bare at its ends.
    """
    table = str.maketrans(BLANKS + DIVIDERS, divider * len(BLANKS + DIVIDERS), INVISIBLE)
    return text.translate(table).strip(divider)
