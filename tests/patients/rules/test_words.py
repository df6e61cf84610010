"""Sex, marital status, placeholders and e-mail: spellings folded, the unknown left unknown."""

import pytest

from patients.rules.email import read_email
from patients.rules.marital import Marital, read_marital
from patients.rules.placeholders import said_none
from patients.rules.reading import TextState
from patients.rules.sex import Sex, read_sex


@pytest.mark.parametrize(
    ("given", "sex"),
    [
        ("Female", "F"),
        ("FEMALE", "F"),
        ("female", "F"),
        ("f", "F"),
        (" F. ", "F"),
        ("Male", "M"),
        ("MALE", "M"),
        ("M", "M"),
        ("O", "O"),
        ("other", "O"),
        ("", "U"),
        (None, "U"),
        ("?", "U"),
        ("femmale", "U"),
    ],
)
def test_read_sex_folds_spellings(given: str | None, sex: str) -> None:
    assert read_sex(given) == Sex(sex)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("married", "married"),
        ("Married", "married"),
        ("Cohabiting", "cohabiting"),
        ("co-habiting", "cohabiting"),
        ("Living together", "cohabiting"),
        ("Divorced", "divorced"),
        ("SEPARATED", "separated"),
        ("Widow", "widowed"),
        ("Never married", "single"),
        ("Single ", "single"),
    ],
)
def test_read_marital_folds_spellings(given: str, status: str) -> None:
    assert read_marital(given) is Marital(status)


@pytest.mark.parametrize("given", ["", None, "complicated", "N/A"])
def test_read_marital_of_no_known_word_is_none(given: str | None) -> None:
    assert read_marital(given) is None


@pytest.mark.parametrize(
    "given",
    ["", "  ", "-", "N / A", "n.a.", "(none)", "Nil", "?", "0", "00/00", "not known", "\u200f", None, "xxx"],
)
def test_said_none_for_placeholders(given: str | None) -> None:
    assert said_none(given)


@pytest.mark.parametrize("given", ["Nandi", "No 7", "nonexistent", "10", "N", "Nilda", "Other", "\U0001f600"])
def test_said_none_not_for_what_says_something(given: str) -> None:
    assert not said_none(given)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("mary.banda@example.org", "mary.banda@example.org"),
        ("  Mary.Banda@Example.ORG ", "Mary.Banda@example.org"),
        ("m.ng'andu13@example.org", "m.ng'andu13@example.org"),
    ],
)
def test_read_email(given: str, value: str) -> None:
    assert read_email(given).value == value


@pytest.mark.parametrize(
    "given", ["not an email", "a@b", "a@@b.org", "a b@c.org", "@c.org", "a@-c.org", f"{'a' * 250}@c.org"]
)
def test_read_email_that_is_none_is_to_mend(given: str) -> None:
    assert read_email(given).state is TextState.TO_MEND


def test_read_email_placeholder_says_none() -> None:
    assert read_email("N/A").state is TextState.SAID_NONE
