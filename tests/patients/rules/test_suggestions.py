"""What a text that can't be understood may have meant."""

from datetime import date

import pytest

from patients.rules.suggestions import (
    suggest_birth,
    suggest_email,
    suggest_nrc,
    suggest_nupin,
    suggest_phones,
)


@pytest.mark.parametrize(
    ("given", "phones"),
    [
        ("0977123456 or 0966555444", ("+260977123456", "+260966555444")),
        ("0977123456/0966555444", ("+260977123456", "+260966555444")),
        ("0977 123 456, 0966 555 444 and 0955111222", ("+260977123456", "+260966555444")),
        ("0977123456 0977123456", ("+260977123456",)),
        ("O977l23456", ("+260977123456",)),
        ("call 0977123456 (John)", ("+260977123456",)),
        ("0977 12", ()),
        ("", ()),
        ("x" * 10_000, ()),
    ],
)
def test_phones_in_one_field_are_found(given: str, phones: tuple[str, ...]) -> None:
    assert suggest_phones(given) == phones


@pytest.mark.parametrize(
    ("given", "nrc"),
    [
        ("12345101", "012345/10/1"),
        ("l23456/1O/1", "123456/10/1"),
        ("NRC 123456/10/1", "123456/10/1"),
        ("12345/10", None),
        ("", None),
    ],
)
def test_nrc_is_suggested_where_its_digits_are_there(given: str, nrc: str | None) -> None:
    assert suggest_nrc(given) == nrc


@pytest.mark.parametrize(
    ("given", "nupin"),
    [
        ("5010-0001-O0001-1", "5010-0001-00001-1"),
        ("50100001000011", "5010-0001-00001-1"),
        ("lost", None),
        ("-", None),
        ("", None),
    ],
)
def test_nupin_is_suggested_where_its_groups_are_there(given: str, nupin: str | None) -> None:
    assert suggest_nupin(given) == nupin


@pytest.mark.parametrize(
    ("given", "email"),
    [
        ("ema @ example.com", "ema@example.com"),
        ("ema at example dot com", "ema@example.com"),
        ("ema@example,com", "ema@example.com"),
        ("ema", None),
    ],
)
def test_email_is_suggested(given: str, email: str | None) -> None:
    assert suggest_email(given) == email


@pytest.mark.parametrize(
    ("given", "born"),
    [
        (date(2098, 3, 12), date(1998, 3, 12)),
        (date(1898, 3, 12), date(1998, 3, 12)),
        (date(1098, 1, 1), None),
    ],
)
def test_birth_of_the_wrong_century_is_suggested_in_the_right_one(given: date, born: date | None) -> None:
    assert suggest_birth(given, date(2026, 11, 23)) == born


def test_birth_on_a_leap_day_of_a_century_without_one_is_not_moved() -> None:
    assert suggest_birth(date(1796, 2, 29), date(2026, 11, 23)) is None
