"""NUPIN: its groups, the soft check digit and the making of new ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.nupin import Nupin, check_digit_agrees, digit_sum, make_nupin, parse_nupin, read_nupin
from patients.rules.reading import TextState


def test_parse_nupin_gives_its_groups() -> None:
    assert parse_nupin("5010-010-12345-5") == Nupin("5010", "010", "12345", 5)


@pytest.mark.parametrize(
    "given_text", ["5010-010-12345-5", " 5010 010 12345 5 ", "5010/010/12345/5", "5010–010–12345–5"]
)
def test_read_nupin_with_any_dividers_gives_hyphens(given_text: str) -> None:
    assert read_nupin(given_text).value == "5010-010-12345-5"


def test_read_nupin_in_small_letters_gives_capitals() -> None:
    assert read_nupin("x-7a-00001-1").value == "X-7A-00001-1"


@pytest.mark.parametrize(
    "given_text", ["5010-010-12345", "50101-010-12345-5", "5010-010-123456-5", "5010010123455", "a-b-c-d"]
)
def test_read_nupin_of_other_shape_is_to_mend(given_text: str) -> None:
    assert read_nupin(given_text).state is TextState.TO_MEND
    assert parse_nupin(given_text) is None


@pytest.mark.parametrize("given_text", ["", "N/A", "0000-000-00000-0", None])
def test_read_nupin_placeholder_says_none(given_text: str | None) -> None:
    assert read_nupin(given_text).state is TextState.SAID_NONE


def test_check_digit_that_differs_is_still_a_nupin() -> None:
    nupin = parse_nupin("4524-941-77386-2")
    assert nupin is not None
    assert not check_digit_agrees(nupin)


def test_check_digit_rule_is_replaceable() -> None:
    nupin = Nupin("5010", "010", "12345", 9)
    assert check_digit_agrees(nupin, lambda serial: 9)
    assert make_nupin("10010001", 1, 12, lambda serial: 4) == "1001-0001-00012-4"


def test_make_nupin_with_facility_code_splits_it_in_fours() -> None:
    assert make_nupin("10010001", 3, 1) == "1001-0001-00001-1"


@pytest.mark.parametrize("code", [None, "", "1001", "1001000A"])
def test_make_nupin_without_eight_digit_code_uses_our_number(code: str | None) -> None:
    assert make_nupin(code, 73, 99) == "X-73-00099-8"


@pytest.mark.parametrize(("number", "serial"), [(1, 0), (1, 100_000), (0, 1), (100_000, 1), (1, -1)])
def test_make_nupin_out_of_range_is_refused(number: int, serial: int) -> None:
    with pytest.raises(ValueError, match="1 to 99999"):
        make_nupin(None, number, serial)


@given(code=st.from_regex(r"[1-9][0-9]{7}", fullmatch=True), serial=st.integers(1, 99_999))
def test_made_nupin_reads_back_and_agrees(code: str, serial: int) -> None:
    made = make_nupin(code, 1, serial)
    nupin = parse_nupin(made)
    assert nupin is not None
    assert str(nupin) == made
    assert check_digit_agrees(nupin, digit_sum)
