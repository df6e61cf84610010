"""Ages as people state and read them: "about 27", "27 years", "13 months", "12 days".

Source: the design of names and dates: an age typed in becomes an estimated date, kept with the day it was
stated, and is shown as an age.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from patients.rules.birth import OLDEST, Age, Precision

MONTHS_BELOW_YEARS = 2
DAYS_BELOW_MONTHS = 1


class AgeUnit(StrEnum):
    """The units an age may be stated in."""

    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"


LARGEST = {AgeUnit.YEARS: OLDEST, AgeUnit.MONTHS: OLDEST * 12, AgeUnit.DAYS: OLDEST * 365}


@dataclass(frozen=True, slots=True)
class EstimatedBirth:
    """A birth date worked out from a stated age, and the day it was stated, by which it is judged later."""

    born: date
    precision: Precision
    stated_on: date


def estimate_birth(age: int, unit: AgeUnit, stated_on: date) -> EstimatedBirth:
    """The birth date behind a stated age.

    Takes: `age` >= 0, at most 110 years in its `unit`; the day it was stated.
    Gives: 1 January of a year, the first of a month, or a day, so exact as the age was. Raises: ValueError
    out of range.
    """
    if not 0 <= age <= LARGEST[unit]:
        raise ValueError("An age is 0 to 110 years.")
    if unit is AgeUnit.YEARS:
        return EstimatedBirth(date(stated_on.year - age, 1, 1), Precision.YEAR, stated_on)
    if unit is AgeUnit.MONTHS:
        year, month = divmod(stated_on.year * 12 + stated_on.month - 1 - age, 12)
        return EstimatedBirth(date(year, month + 1, 1), Precision.MONTH, stated_on)
    return EstimatedBirth(stated_on - timedelta(days=age), Precision.DAY, stated_on)


def age_parts(age: Age) -> tuple[int, AgeUnit]:
    """An age in the unit people use for it.

    Takes: an Age. Gives: days under 1 month, months under 2 years, else years.
    """
    if age.months < DAYS_BELOW_MONTHS:
        return age.days, AgeUnit.DAYS
    if age.years < MONTHS_BELOW_YEARS:
        return age.months, AgeUnit.MONTHS
    return age.years, AgeUnit.YEARS


def show_age(age: Age | None) -> str:
    """An age in words.

    Takes: an Age or None. Gives: `27 years`, `about 27`, `1 month`, `about 13 months`, `not known`.
    """
    if age is None:
        return "not known"
    number, unit = age_parts(age)
    if age.about and unit is AgeUnit.YEARS:
        return f"about {number}"
    word = unit.value.removesuffix("s") if number == 1 else unit.value
    return f"about {number} {word}" if age.about else f"{number} {word}"
