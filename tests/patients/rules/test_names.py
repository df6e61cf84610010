"""Names: kept as written but for blanks, compared by a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.names import name_key, tidy


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("  MARY   Jane ", "MARY Jane"),
        ("\u00a0Mary\t\nJane\r", "Mary Jane"),
        ("", ""),
        ("   ", ""),
        ("Ng'andu", "Ng'andu"),
    ],
)
def test_tidy_changes_blanks_only(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ng'andu", "ngandu"),
        ("NG’ANDU", "ngandu"),
        ("Ngʼandu", "ngandu"),
        ("José", "jose"),
        ("JOSE\u0301", "jose"),
        ("Banda-Phiri", "banda phiri"),
        ("M.Banda", "m banda"),
        ("J. P.  Mwale", "j p mwale"),
        ("Łukasz Øst", "lukasz ost"),
        ("Straße", "strasse"),
        ("Æther", "aether"),
        ("\u200fMary\u200e", "mary"),
        ("MWILA\u00a0 (Mrs)", "mwila mrs"),
        ("王 Li", "王 li"),
        ("Ｍａｒｙ", "mary"),
        ("“Mary”", "mary"),
        ("", ""),
        ("--", ""),
    ],
)
def test_name_key_brings_spellings_together(text: str, key: str) -> None:
    assert name_key(text) == key


@given(st.text())
def test_tidy_and_name_key_are_settled_after_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert "  " not in name_key(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüñ' -."))
def test_name_key_ignores_case_and_outer_blanks(text: str) -> None:
    assert name_key(f" {text.upper()} ") == name_key(text)
