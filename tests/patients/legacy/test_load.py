"""A file goes into the legacy table whole, or not at all, and what is wrong is named by its line."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection

from patients.legacy.shape import COLUMNS, NAMES
from tests.audit.conftest import events
from tests.patients.legacy.conftest import NULL, SAMPLES, SMALL, one, owner, rows_of, said


def written(path: Path, rows: list[list[str]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def sample_lines() -> list[list[str]]:
    with SMALL.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_load_makes_the_table_as_the_legacy_system_had_it(loaded: None) -> None:
    assert one("SELECT count(*) FROM patients") == len(rows_of(SMALL))
    names = one(
        "SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'patients'::regclass AND attnum > 0"
    )
    assert tuple(names) == NAMES
    needed = one(
        "SELECT array_agg(attname::text) FROM pg_attribute WHERE attrelid = 'patients'::regclass AND attnum > 0 AND attnotnull"
    )
    assert set(needed) == {column.name for column in COLUMNS if column.required}


def test_load_says_how_many_rows_the_file_has_and_the_table_took(places: None) -> None:
    count = len(rows_of(SMALL))
    assert f"The file has {count} rows; {count} rows are in patients" in said("legacy_load", str(SMALL))


def test_load_keeps_every_text_null_and_empty_text_as_they_stand(loaded: None) -> None:
    texts = [column.name for column in COLUMNS if column.type == "text"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(texts)} FROM patients ORDER BY id")
        held = cursor.fetchall()
    rows = sorted(rows_of(SMALL), key=lambda row: int(row["id"]))
    assert held == [tuple(None if row[name] == NULL else row[name] for name in texts) for row in rows]


def test_load_takes_a_quoted_backslash_n_as_text(places: None, tmp_path: Path) -> None:
    cells = sample_lines()[1]
    cells[NAMES.index("napsa")] = f'"{NULL}"'
    cells[NAMES.index("landmarks")] = NULL
    path = tmp_path / "quoted.csv"
    path.write_text(f"{','.join(NAMES)}\n{','.join(cells)}\n", encoding="utf-8")
    said("legacy_load", str(path))
    assert one("SELECT napsa FROM patients") == NULL
    assert one("SELECT landmarks FROM patients") is None


def test_load_lets_the_next_id_follow_the_highest(loaded: None) -> None:
    highest = one("SELECT max(id) FROM patients")
    assert one("SELECT nextval('patients_id_seq')") == highest + 1


def test_load_refuses_a_table_that_holds_rows(loaded: None) -> None:
    count = one("SELECT count(*) FROM patients")
    with pytest.raises(CommandError, match="empty table only"):
        said("legacy_load", str(SMALL))
    assert one("SELECT count(*) FROM patients") == count


def test_load_fills_an_empty_table_that_is_there(loaded: None) -> None:
    owner("TRUNCATE patients")
    assert "was empty" in said("legacy_load", str(SMALL))


@pytest.mark.parametrize(
    ("file", "lacking"), [("legacy_58_no_art", "art_number"), ("legacy_58_no_religion", "religious_category")]
)
def test_load_takes_58_columns_when_a_known_one_is_lacking(places: None, file: str, lacking: str) -> None:
    assert f"no column {lacking}" in said("legacy_load", str(SAMPLES / f"{file}.csv"))
    assert one("SELECT count(*) FROM patients") == 20


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda names: [name for name in names if name != "nrc"], "missing: nrc"),
        (
            lambda names: [name for name in names if name not in ("art_number", "religious_category")],
            "missing: art_number, religious_category",
        ),
        (lambda names: [*names, "blood_group"], "unknown: blood_group"),
        (lambda names: ["surname" if name == "first_name" else name for name in names], "twice: surname"),
        (lambda names: [], "missing: id"),
    ],
)
def test_load_names_columns_that_are_missing_or_unknown(
    places: None, tmp_path: Path, change: Callable[[list[str]], list[str]], message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        said("legacy_load", written(tmp_path / "file.csv", [change(sample_lines()[0])]))
    assert one("SELECT to_regclass('patients')") is None


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("date_of_birth", "1990-13-45", "does not exist"),
        ("date_of_birth", "soon", "no date or time"),
        ("no_nrc", "perhaps", "does not fit the type"),
        ("id", "99999999999", "too large"),
        ("first_name", NULL, "must be there is NULL"),
    ],
)
def test_load_names_line_and_column_of_a_wrong_value_and_loads_nothing(
    places: None, tmp_path: Path, column: str, value: str, reason: str
) -> None:
    lines = sample_lines()[:6]
    lines[4][NAMES.index(column)] = value
    with pytest.raises(CommandError, match=f"Line 5, column {column}: .*{reason}") as caught:
        said("legacy_load", written(tmp_path / "wrong.csv", lines))
    assert value not in str(caught.value).replace("NULL", "")
    assert one("SELECT to_regclass('patients')") is None


def test_load_names_the_line_of_a_short_row_an_open_quote_and_a_doubled_id(
    places: None, tmp_path: Path
) -> None:
    lines = sample_lines()[:6]
    with pytest.raises(CommandError, match=r"Line 4.*number of values"):
        said("legacy_load", written(tmp_path / "short.csv", [*lines[:3], lines[3][:-2], *lines[4:]]))
    path = Path(written(tmp_path / "open.csv", lines))
    path.write_text(path.read_text(encoding="utf-8") + '7,"open', encoding="utf-8")
    with pytest.raises(CommandError, match=r"Line \d+.*quotation mark"):
        said("legacy_load", str(path))
    with pytest.raises(CommandError, match=r"Line 7.*twice"):
        said("legacy_load", written(tmp_path / "twice.csv", [*lines, lines[1]]))


def test_load_refuses_what_is_not_utf_8_a_missing_file_and_a_strange_table_name(
    places: None, tmp_path: Path
) -> None:
    latin = tmp_path / "latin1.csv"
    latin.write_bytes(SMALL.read_bytes().replace("Zoë".encode(), "Zoë".encode("latin-1")))
    with pytest.raises(CommandError, match="not UTF-8"):
        said("legacy_load", str(latin))
    with pytest.raises(CommandError, match="can't be read"):
        said("legacy_load", str(tmp_path / "none.csv"))
    with pytest.raises(CommandError, match="no plain table name"):
        said("legacy_load", str(SMALL), "--table", 'patients"; --')


def test_load_takes_a_byte_order_mark_and_columns_in_another_order(places: None, tmp_path: Path) -> None:
    lines = [line[::-1] for line in sample_lines()[:9]]
    path = Path(written(tmp_path / "order.csv", lines))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    said("legacy_load", str(path))
    assert one("SELECT count(*) FROM patients") == 8


def test_loaded_row_is_an_event_of_the_program_that_loaded_it(loaded: None) -> None:
    rows = events("table_name = 'patients' AND action = 'I'")

    assert len(rows) == len(rows_of(SMALL))
    assert {(row["actor_id"], row["act"]) for row in rows} == {("program:legacy_load", "legacy.load")}
    first = min(rows_of(SMALL), key=lambda row: int(row["id"]))
    assert rows[0]["payload"]["surname"] == first["surname"]


def test_change_of_a_loaded_row_says_what_was_and_is(loaded: None) -> None:
    was = one("SELECT surname FROM patients WHERE id = (SELECT min(id) FROM patients)")

    owner("UPDATE patients SET surname = 'Other' WHERE id = (SELECT min(id) FROM patients)")

    [row] = events("table_name = 'patients' AND action = 'U'")
    assert row["payload"] == {"surname": [was, "Other"]}
