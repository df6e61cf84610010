"""Sex as recorded: any spelling folded to F, M, O (other) or U (not known).

Source: the legacy table, where Male/Female, MALE/FEMALE, male/female, M/F/f and O all occur.
"""

from enum import StrEnum

from patients.rules.characters import compact, lower


class Sex(StrEnum):
    """The four recorded values."""

    FEMALE = "F"
    MALE = "M"
    OTHER = "O"
    UNKNOWN = "U"


SPELLINGS: dict[Sex, frozenset[str]] = {
    Sex.FEMALE: frozenset({"f", "fem", "female", "femal", "woman", "girl"}),
    Sex.MALE: frozenset({"m", "male", "man", "boy"}),
    Sex.OTHER: frozenset({"o", "other", "intersex", "indeterminate"}),
}


def read_sex(text: str | None) -> Sex:
    """Fold a spelling.

    Takes: `text` as given, or None. Gives: a Sex, unknown when it is none of ours. SQL twin: `smartcare_sex`.
    """
    key = lower(compact(text or ""))
    return next((sex for sex, spellings in SPELLINGS.items() if key in spellings), Sex.UNKNOWN)
