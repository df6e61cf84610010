"""The sample files are what their maker makes, and hold the faults that the migration must survive."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from facilities.rules.names import fold_name
from patients.rules.nrc import read_nrc
from patients.rules.phone import read_phone
from patients.rules.reading import TextState
from tests.samples.make_legacy_sample import COLUMNS, main

HERE = Path(__file__).resolve().parent
FILES = ("facilities_small", "legacy_small", "legacy_58_no_art", "legacy_58_no_religion")


def read(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_samples_are_what_their_maker_makes(tmp_path: Path) -> None:
    main(tmp_path)
    for name in FILES:
        assert (tmp_path / f"{name}.csv").read_bytes() == (HERE / f"{name}.csv").read_bytes(), name


@pytest.mark.parametrize(
    ("name", "lacking"), [("legacy_58_no_art", "art_number"), ("legacy_58_no_religion", "religious_category")]
)
def test_short_samples_lack_one_column_and_hold_twenty_rows(name: str, lacking: str) -> None:
    rows = read(name)
    assert set(COLUMNS) - set(rows[0]) == {lacking}
    assert len(rows) == 20


def test_legacy_sample_has_every_fault_class() -> None:
    rows = read("legacy_small")
    names = {row["Name"] for row in read("facilities_small")}
    keys = {fold_name(name) for name in names}
    ids = [int(row["id"]) for row in rows]
    nrc_states = {read_nrc(row["nrc"]).state for row in rows}
    phone_states = {read_phone(row["cellphone"]).state for row in rows}
    shared = Counter(read_nrc(row["nrc"]).value for row in rows)
    assert len(rows[0]) == 59
    assert len(set(ids)) == len(ids) < max(ids)
    assert nrc_states == phone_states == set(TextState)
    assert any(value and count > 1 for value, count in shared.items())
    assert {"", r"\N"} <= {row["nrc"] for row in rows}
    assert {row["sex"] for row in rows} >= {"f", "F", "female", "FEMALE", "Female", "M", "O", ""}
    assert any(len(row["landmarks"]) > 255 for row in rows)
    assert any(row["date_of_birth"] < "1900" for row in rows)
    assert any(row["date_of_birth"] > "2027" for row in rows)
    assert any(row["last_updated"] > "2027" for row in rows)
    assert any(row["facility"] not in names and fold_name(row["facility"]) in keys for row in rows)
    assert any(fold_name(row["facility"]) not in keys for row in rows)
    assert set('"\n\t\\,\u202b\U0001f3e0') <= set("".join(row["landmarks"] for row in rows))
