"""A legacy table from the sample, beside the facilities it names."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from audit.programs import program_actor
from facilities.services import import_facilities, read_list
from smartcare.db.roles import as_owner

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SMALL = SAMPLES / "legacy_small.csv"
NULL = r"\N"
GONE = (
    "DROP TABLE IF EXISTS patients;"
    " DROP FUNCTION IF EXISTS patients_audit_insert(), patients_audit_update(), patients_audit_delete()"
)

Row = dict[str, str]


def said(command: str, *args: str) -> str:
    """Run a command. Gives: what it printed."""
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def one(statement: str, *values: Any) -> Any:
    """The first value of a query, as the application."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
        return row and row[0]


def owner(statement: str) -> None:
    """Run a statement as the owner, with an act, for what the application may not do."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"SET smartcare.actor_id = 'tests'; SET smartcare.act = 'tests.arrange'; {statement}")


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def places(transactional_db: None) -> Iterator[None]:
    """The facilities of the sample, no legacy table before or after, and numbers from the beginning."""
    owner(f"{GONE}; ALTER SEQUENCE patient_legacy_id_seq RESTART")
    rows = read_list(SAMPLES / "facilities_small.csv")
    import_facilities(by=program_actor("tests"), reason="", rows=rows, told=lambda count: None)
    yield
    owner(GONE)


@pytest.fixture
def loaded(places: None) -> None:
    said("legacy_load", str(SMALL))


@pytest.fixture
def migrated(loaded: None) -> str:
    """The sample, loaded and migrated. Gives: what the migration said."""
    return said("legacy_migrate")


@pytest.fixture
def load_rows(places: None, tmp_path: Path) -> Callable[..., None]:
    """Load rows that differ from a plain one in a few columns: `load_rows({"nrc": ""}, {"nrc": NULL})`; ids are 1, 2, …"""

    def load(*changes: Row) -> None:
        plain = rows_of(SMALL)[0]
        path = tmp_path / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(plain))
            writer.writeheader()
            writer.writerows(
                {**plain, "id": str(place + 1), **change} for place, change in enumerate(changes)
            )
        said("legacy_load", str(path))

    return load
