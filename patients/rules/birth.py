"""Birth dates that may be known to the day, the month, the year or not at all.

Source: the legacy screens (not in the future, age at most 110) and table (unknown birthdays were written as 1
January). A date known to the month is kept as its first day, one known to the year as 1 January.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

OLDEST = 110
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Precision(StrEnum):
    """How well a birth date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class BirthFault(StrEnum):
    """Why a birth date can't be right."""

    FUTURE = "future"
    TOO_OLD = "too_old"


@dataclass(frozen=True, slots=True)
class Age:
    """A person's age on a day: completed years; completed months and days in all. `about` when the day of
    birth is not known.
    """

    years: int
    months: int
    days: int
    about: bool


def age_on(birth: date | None, precision: Precision, on: date) -> Age | None:
    """The age on a day.

    Takes: `birth`, kept as said above; its `precision`; `on`, the day asked about.
    Gives: an Age, `about` unless known to the day; a year alone counts by calendar years, so that an age once
    stated comes back on that day. None when the birth is not known or lies after `on`.
    """
    if birth is None or precision is Precision.UNKNOWN or birth > on:
        return None
    months = (on.year - birth.year) * 12 + on.month - birth.month - (on.day < birth.day)
    return Age(months // 12, months, (on - birth).days, precision is not Precision.DAY)


def birth_fault(birth: date, on: date) -> BirthFault | None:
    """Why a birth date is not plausible.

    Takes: `birth`; `on`, today. Gives: the fault, or None for ages 0 to 110 included.
    """
    if birth > on:
        return BirthFault.FUTURE
    age = age_on(birth, Precision.DAY, on)
    return BirthFault.TOO_OLD if age is not None and age.years > OLDEST else None


def legacy_precision(is_estimated: bool) -> Precision:
    """The precision of a date from the legacy table.

    Takes: its `is_estimated_dob`. Gives: year if estimated, else day: a 1 January that is not marked is
    believed.
    """
    return Precision.YEAR if is_estimated else Precision.DAY


def show_day(day: date) -> str:
    """A date as shown everywhere. Takes: `day`. Gives: `12 Mar 1998`, English in every locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_given(day: date | str) -> str:
    """A birth date as given. Takes: a date, or its text when no calendar holds it. Gives: `4 May 2031`, or the text."""
    return day if isinstance(day, str) else show_day(day)


def show_birth(birth: date | None, precision: Precision, on: date) -> str:
    """A birth date no more exact than it is known.

    Takes: `birth` or None; its `precision`; `on`, the day it is read. Gives: `12 Mar 1998`, `Mar 1998`, `1998
    (about 28)`, `not known`.
    """
    if birth is None or precision is Precision.UNKNOWN:
        return "not known"
    if precision is Precision.DAY:
        return show_day(birth)
    if precision is Precision.MONTH:
        return f"{MONTHS[birth.month - 1]} {birth.year}"
    age = age_on(birth, precision, on)
    return str(birth.year) if age is None else f"{birth.year} (about {age.years})"
