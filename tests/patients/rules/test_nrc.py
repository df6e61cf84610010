"""NRC numbers: what is read, what is refused, and at which age one may be asked for."""

import pytest

from patients.rules.nrc import nrc_allowed_at, read_nrc, under_five_card_allowed_at
from patients.rules.reading import TextState


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("398346/13/1", "398346/13/1"),
        (" 398346/13/1 ", "398346/13/1"),
        ("398346131", "398346/13/1"),
        ("398346-13-1", "398346/13/1"),
        ("398346 13 1", "398346/13/1"),
        ("398346\\13\\2", "398346/13/2"),
        ("98346/13/1", "098346/13/1"),
        ("8346/13/1", "008346/13/1"),
        ("398346/9/3", "398346/09/3"),
        ("398346//13//1", "398346/13/1"),
        ("\u200f398346/13/1", "398346/13/1"),
    ],
)
def test_read_nrc_written_in_any_way_gives_one_form(given: str, value: str) -> None:
    reading = read_nrc(given)
    assert (reading.value, reading.state) == (value, TextState.OK)


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "   ",
        "N/A",
        "n.a.",
        "none",
        "NIL",
        "-",
        "--",
        "0",
        "000000/00/0",
        "000000000",
        "no NRC",
        "?",
    ],
)
def test_read_nrc_placeholder_says_none(given: str | None) -> None:
    reading = read_nrc(given)
    assert (reading.value, reading.state) == (None, TextState.SAID_NONE)


@pytest.mark.parametrize(
    "given",
    [
        "398346/13/4",
        "398346/13/0",
        "398346/13/9",
        "98346131",
        "3983461311",
        "398346/131/1",
        "398346/13",
        "398346/13/1 398346/13/1",
        "39834O/13/1",
        "000000/13/1",
        "٣٩٨٣٤٦/١٣/١",
        "wife of John",
        "1398346/13/1",
    ],
)
def test_read_nrc_that_can_not_be_told_is_to_mend(given: str) -> None:
    reading = read_nrc(given)
    assert (reading.value, reading.state) == (None, TextState.TO_MEND)


@pytest.mark.parametrize(
    ("age", "nrc", "card"),
    [
        (0, False, True),
        (4, False, True),
        (5, False, False),
        (15, False, False),
        (16, True, False),
        (None, True, False),
    ],
)
def test_identifiers_allowed_by_age(age: int | None, nrc: bool, card: bool) -> None:
    assert (nrc_allowed_at(age), under_five_card_allowed_at(age)) == (nrc, card)
