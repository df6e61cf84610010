"""Marital status folded to six words.

Source: the legacy table, where Married and married both occur, and the words on the registration form.
"""

from enum import StrEnum

from patients.rules.characters import compact, lower


class Marital(StrEnum):
    """The six recorded values."""

    SINGLE = "single"
    MARRIED = "married"
    COHABITING = "cohabiting"
    DIVORCED = "divorced"
    SEPARATED = "separated"
    WIDOWED = "widowed"


SPELLINGS: dict[Marital, frozenset[str]] = {
    Marital.SINGLE: frozenset({"single", "nevermarried", "notmarried", "unmarried"}),
    Marital.MARRIED: frozenset({"married", "marriedmonogamous", "marriedpolygamous"}),
    Marital.COHABITING: frozenset({"cohabiting", "cohabitating", "cohabitation", "livingtogether"}),
    Marital.DIVORCED: frozenset({"divorced", "divorcee"}),
    Marital.SEPARATED: frozenset({"separated", "seperated"}),
    Marital.WIDOWED: frozenset({"widowed", "widow", "widower"}),
}


def read_marital(text: str | None) -> Marital | None:
    """Fold a spelling.

    Takes: `text` as given, or None. Gives: a Marital, or None when it is none of ours. SQL twin:
    `smartcare_marital`.
    """
    key = lower(compact(text or ""))
    return next((status for status, spellings in SPELLINGS.items() if key in spellings), None)
