"""Births and ages: no more exact than known, plausible, and stated ages that come back as stated."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.age import AgeUnit, EstimatedBirth, age_parts, estimate_birth, show_age
from patients.rules.birth import (
    Age,
    BirthFault,
    Precision,
    age_on,
    birth_fault,
    legacy_precision,
    show_birth,
    show_day,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("birth", "years"),
    [(date(1998, 11, 22), 28), (date(1998, 11, 23), 27), (date(2024, 2, 29), 2), (TODAY, 0)],
)
def test_age_on_counts_completed_years(birth: date, years: int) -> None:
    age = age_on(birth, Precision.DAY, TODAY)
    assert age is not None
    assert age.years == years
    assert not age.about


def test_age_on_born_29_february_turns_on_1_march() -> None:
    born = date(2004, 2, 29)
    before, after = (
        age_on(born, Precision.DAY, date(2005, 2, 28)),
        age_on(born, Precision.DAY, date(2005, 3, 1)),
    )
    assert before is not None
    assert after is not None
    assert (before.years, after.years) == (0, 1)


@pytest.mark.parametrize(
    ("birth", "precision"),
    [(None, Precision.DAY), (date(1998, 1, 1), Precision.UNKNOWN), (date(2026, 11, 23), Precision.DAY)],
)
def test_age_on_of_unknown_or_future_birth_is_none(birth: date | None, precision: Precision) -> None:
    assert age_on(birth, precision, TODAY) is None


@pytest.mark.parametrize(
    ("birth", "fault"),
    [
        (date(2026, 11, 23), BirthFault.FUTURE),
        (TODAY, None),
        (date(1916, 11, 22), None),
        (date(1915, 11, 23), None),
        (date(1915, 11, 22), BirthFault.TOO_OLD),
        (date(1899, 5, 1), BirthFault.TOO_OLD),
    ],
)
def test_birth_fault_at_the_edges(birth: date, fault: BirthFault | None) -> None:
    assert birth_fault(birth, TODAY) is fault


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        (Precision.DAY, "12 Mar 1998"),
        (Precision.MONTH, "Mar 1998"),
        (Precision.YEAR, "1998 (about 28)"),
        (Precision.UNKNOWN, "not known"),
    ],
)
def test_show_birth_no_more_exact_than_known(precision: Precision, shown: str) -> None:
    assert show_birth(date(1998, 3, 12), precision, TODAY) == shown


def test_show_birth_without_date_and_in_a_future_year() -> None:
    assert show_birth(None, Precision.DAY, TODAY) == "not known"
    assert show_birth(date(2027, 1, 1), Precision.YEAR, TODAY) == "2027"
    assert show_day(date(2026, 1, 2)) == "2 Jan 2026"


@pytest.mark.parametrize(
    ("birth", "precision", "shown"),
    [
        (date(1999, 5, 1), Precision.DAY, "27 years"),
        (date(1999, 1, 1), Precision.YEAR, "about 27"),
        (date(2025, 10, 1), Precision.DAY, "13 months"),
        (date(2025, 10, 1), Precision.MONTH, "about 13 months"),
        (date(2024, 11, 23), Precision.DAY, "23 months"),
        (date(2024, 11, 22), Precision.DAY, "2 years"),
        (date(2026, 10, 22), Precision.DAY, "1 month"),
        (date(2026, 10, 23), Precision.DAY, "30 days"),
        (date(2026, 11, 21), Precision.DAY, "1 day"),
        (TODAY, Precision.DAY, "0 days"),
    ],
)
def test_show_age_in_the_unit_people_use(birth: date, precision: Precision, shown: str) -> None:
    assert show_age(age_on(birth, precision, TODAY)) == shown


def test_show_age_not_known() -> None:
    assert show_age(None) == "not known"


def test_age_parts_of_a_child() -> None:
    assert age_parts(Age(1, 23, 720, False)) == (23, AgeUnit.MONTHS)


def test_estimate_birth_keeps_the_day_it_was_stated() -> None:
    assert estimate_birth(27, AgeUnit.YEARS, TODAY) == EstimatedBirth(date(1999, 1, 1), Precision.YEAR, TODAY)
    assert estimate_birth(13, AgeUnit.MONTHS, TODAY) == EstimatedBirth(
        date(2025, 10, 1), Precision.MONTH, TODAY
    )
    assert estimate_birth(12, AgeUnit.DAYS, TODAY) == EstimatedBirth(date(2026, 11, 10), Precision.DAY, TODAY)


@pytest.mark.parametrize(("age", "unit"), [(-1, AgeUnit.YEARS), (111, AgeUnit.YEARS), (1321, AgeUnit.MONTHS)])
def test_estimate_birth_out_of_range_is_refused(age: int, unit: AgeUnit) -> None:
    with pytest.raises(ValueError, match="0 to 110"):
        estimate_birth(age, unit, TODAY)


@given(age=st.integers(0, 110), day=st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_stated_years_come_back_as_stated(age: int, day: date) -> None:
    estimate = estimate_birth(age, AgeUnit.YEARS, day)
    found = age_on(estimate.born, estimate.precision, day)
    assert found is not None
    assert (found.years, found.about) == (age, True)
    assert birth_fault(estimate.born, day) is None


@given(age=st.integers(0, 23), day=st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_stated_months_come_back_as_stated(age: int, day: date) -> None:
    estimate = estimate_birth(age, AgeUnit.MONTHS, day)
    found = age_on(estimate.born, estimate.precision, day)
    assert found is not None
    assert found.months == age


def test_legacy_precision_follows_the_mark_alone() -> None:
    assert legacy_precision(is_estimated=True) is Precision.YEAR
    assert legacy_precision(is_estimated=False) is Precision.DAY
