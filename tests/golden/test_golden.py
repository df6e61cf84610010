"""Golden files: the catalogue of the database and the SQL files already released. `make golden` rewrites them."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection

from tests.golden import catalogue

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def _compare(path: Path, now: str) -> None:
    if os.environ.get("SMARTCARE_GOLDEN") == "write":
        path.write_text(now)
    assert path.read_text() == now, f"{path.name} changed: read the difference, then `make golden`"


@pytest.mark.django_db
def test_catalogue_is_the_golden_one() -> None:
    with connection.cursor() as cursor:
        now = catalogue.read(cursor)

    _compare(HERE / "db_catalogue.sql", now)


def test_released_sql_files_are_not_edited() -> None:
    files = sorted(
        path for app in ROOT.iterdir() for path in app.glob("**/sql/*.sql") if ".venv" not in path.parts
    )
    now = "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT)}\n" for path in files)

    _compare(HERE / "sql_files.sha256", now)


def test_every_sql_file_has_a_way_down() -> None:
    stems = {path.name for app in ROOT.iterdir() for path in app.glob("sql/*.sql")}
    stems |= {path.name for path in (ROOT / "smartcare/db/sql").glob("*.sql")}
    first = [name for name in stems if name.endswith("__v1.sql")]

    assert first
    assert [name for name in first if name.replace(".sql", ".down.sql") not in stems] == []
