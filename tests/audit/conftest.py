"""What the tests of the audit share. The log is read as the owner: the application sees only what a reader's role allows."""

import json
import os
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import environ
import psycopg
import pytest
from django.db import connection

COLUMNS = (
    "id", "occurred_at", "xid", "patient_id", "request_id", "facility_id", "action", "table_name", "row_id", "actor_id",
    "actor_name", "role", "act", "program", "db_user", "session", "address", "reason", "payload", "salt", "payload_commit",
)  # fmt: skip


def events(where: str = "true", *values: Any) -> list[dict[str, Any]]:
    """Events in the order they were written, seen within this transaction. Takes: a condition in SQL and its values."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('smartcare.role', 'auditor', false)")
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM audit_events WHERE {where} ORDER BY id", values)
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
        cursor.execute("SELECT set_config('smartcare.role', '', false)")
    for row in rows:
        row["payload"] = json.loads(row["payload"]) if row["payload"] else None
    return rows


def connect() -> psycopg.Connection[Any]:
    """A session of a superuser in the test database, of its own."""
    url = os.environ.get("DATABASE_SUPERUSER_URL") or os.environ["DATABASE_URL"]
    given = environ.Env.db_url_config(url)
    host = given.get("OPTIONS", {}).get("host") or given["HOST"]
    found = {"host": host, "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    parameters = {key: value for key, value in found.items() if value}
    return psycopg.connect(**parameters, dbname=connection.settings_dict["NAME"], autocommit=True)


@pytest.fixture
def superuser(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection of a superuser to the test database, as somebody who means ill may have."""
    with connect() as session:
        row = session.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        if not row or not row[0]:
            pytest.skip("needs a superuser: set DATABASE_SUPERUSER_URL")
        yield session


@pytest.fixture
def heads_file(settings: Any, tmp_path: Path) -> Path:
    """A key to seal with, and the file outside the database that heads go to."""
    settings.AUDIT_SIGNING_KEY = b64encode(bytes(range(32))).decode()
    settings.AUDIT_HEADS_FILE = str(tmp_path / "heads")
    return tmp_path / "heads"


def note(session: psycopg.Connection[Any], count: int = 1, *, patient: UUID | None = None) -> None:
    """Write events as the application does, in one transaction. Takes: how many, and about whom. Each has a payload."""
    patients = [patient or uuid4() for _ in range(count)]
    session.execute(
        "SELECT audit_note('R', ARRAY[one], '{\"page\": \"record\"}') FROM unnest(%s::uuid[]) one", [patients]
    )
