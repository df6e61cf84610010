"""Facility names: spellings that mean one place meet, others stay apart."""

import pytest

from facilities.rules.names import fold_name
from facilities.rules.similar import edits_between


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("KALUNDU  RURAL HEALTH CENTRE ", "kalundu rural health centre"),
        ("Kalundu RHC", "kalundu rural health centre"),
        ("Kalundu R.H.C.", "kalundu rural health centre"),
        ("Kalundu Rural Health Center", "kalundu rural health centre"),
        ("Chamubobo HP", "chamubobo health post"),
        ("Chamubobo H.P.", "chamubobo health post"),
        ("Chamubobo HealthPost", "chamubobo health post"),
        ("Kalundu H/C", "kalundu health centre"),
        ("Nakonde District HAHC", "nakonde district hospital affiliated health centre"),
        ("Esthada UHC", "esthada urban health centre"),
        ("Saint Johns Medical Center", "st johns medical centre"),
        ("St. John's Medical Centre", "st johns medical centre"),
        ("Ng’ombe & Sons", "ngombe and sons"),
        ("Kawama Urban Health Centre (Ndola)", "kawama urban health centre ndola"),
        ("Phil Opticians Limited", "phil opticians ltd"),
        ("UTH - Women", "uth women"),
        ("Clínica São José", "clinica sao jose"),
        ("", ""),
        (" - ", ""),
    ],
)
def test_fold_name(given: str, key: str) -> None:
    assert fold_name(given) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kalundu RHC", "Kalundu HP"),
        ("Kawama UHC (Ndola)", "Kawama UHC (Mufulira)"),
        ("Mindolo 1 Clinic", "Mindolo 2 Clinic"),
        ("Kabwe Hospital", "Kabwe HAHC"),
    ],
)
def test_fold_name_keeps_different_places_apart(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("", "", 0),
        ("abc", "", 3),
        ("", "ab", 2),
        ("helath", "health", 1),
        ("healt hpost", "health post", 1),
        ("rura", "rural", 1),
        ("abc", "xyz", 3),
    ],
)
def test_edits_between_counts_slips(one: str, other: str, edits: int) -> None:
    assert edits_between(one, other) == edits
    assert edits_between(other, one) == edits
