"""Verifying: whatever somebody with all rights does to the log, it is found and named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command

from audit.sealing import seal
from tests.audit.conftest import note

pytestmark = pytest.mark.django_db(transaction=True)

Session = psycopg.Connection[Any]
ALTER = "ALTER TABLE audit_events {} TRIGGER USER"


def unguarded(session: Session, statement: str, *values: Any) -> None:
    """What a superuser can do: without triggers, and every trigger back afterwards."""
    session.execute("SET session_replication_role = replica")
    tables = [
        row[0]
        for row in session.execute(
            "SELECT 'audit_events' UNION ALL SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_events'::regclass"
        )
    ]
    for table in tables:
        session.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    session.execute(statement, values)
    for table in tables:
        session.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER audit_events_append_only")
        session.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER audit_events_not_emptied")


@pytest.fixture
def log(superuser: Session, heads_file: Path) -> list[int]:
    """A log of several heads. Gives: the numbers of its events in their order."""
    for _ in range(3):
        note(superuser, 150)
        seal()
    rows = superuser.execute("SELECT event_ids FROM audit_tiles WHERE level = 0 ORDER BY number").fetchall()
    return [number for (ids,) in rows for number in ids]


def fault() -> str:
    with pytest.raises(CommandError) as caught:
        call_command("verify_audit")
    return str(caught.value)


def test_untouched_log_holds(log: list[int], superuser: Session, capsys: pytest.CaptureFixture[str]) -> None:
    note(superuser, 2)
    call_command("verify_audit")

    said = capsys.readouterr().out
    assert f"The log holds: {len(log)} events under 3 heads" in said
    assert "3 heads outside agree" in said
    assert "2 events wait for the next seal" in said


def test_log_holds_since_a_head(
    log: list[int], superuser: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    size = superuser.execute("SELECT min(size) FROM audit_heads").fetchone()
    assert size
    call_command("verify_audit", since=size[0])

    assert f"2 heads, {len(log) - size[0]} hashed anew" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no head of 3 events"):
        call_command("verify_audit", since=3)


@pytest.mark.parametrize(
    "change",
    [
        "actor_name = 'Somebody Else'",
        "payload = '{}'",
        "reason = 'another'",
        "occurred_at = occurred_at + interval '1 microsecond'",
        "action = 'P'",
        "patient_id = gen_random_uuid()",
        "facility_id = 1",
        "address = '10.0.0.1'",
        "session = '\\x00'",
        "salt = gen_random_uuid()",
    ],
)
def test_altered_event_is_named(log: list[int], superuser: Session, change: str) -> None:
    unguarded(superuser, f"UPDATE audit_events SET {change} WHERE id = %s", log[200])

    assert fault() == f"Event {log[200]} was altered after it was sealed."


def test_deleted_event_is_named(log: list[int], superuser: Session) -> None:
    unguarded(superuser, "DELETE FROM audit_events WHERE id = %s", log[-1])

    assert fault() == f"Event {log[-1]} is missing; it was sealed."


def test_back_dated_event_is_named(log: list[int], superuser: Session) -> None:
    superuser.execute(
        "INSERT INTO audit_events (id, occurred_at, xid, action, db_user)"
        " SELECT 900001, occurred_at, xid, 'R', 'x' FROM audit_events WHERE id = %s",
        [log[200]],
    )

    assert "Event 900001 was added" in fault()


def test_event_of_a_transaction_to_come_is_named(log: list[int], superuser: Session) -> None:
    superuser.execute(
        "INSERT INTO audit_events (id, occurred_at, xid, action, db_user) VALUES (900001, now(), '99999999', 'R', 'x')"
    )

    assert "Event 900001 was added" in fault()


def test_two_events_that_changed_places_are_found(log: list[int], superuser: Session) -> None:
    columns = "patient_id, payload, salt, reason"
    first, second = log[200], log[201]
    unguarded(
        superuser,
        f"UPDATE audit_events e SET ({columns}) = (SELECT {columns} FROM audit_events o WHERE o.id = {first + second} - e.id)"
        f" WHERE e.id IN ({first}, {second})",
    )

    assert f"Event {first} was altered" in fault()


def test_event_moved_to_another_transaction_is_found(log: list[int], superuser: Session) -> None:
    unguarded(
        superuser,
        "UPDATE audit_events SET xid = (SELECT xid FROM audit_events WHERE id = %s) WHERE id = %s",
        log[-1],
        log[200],
    )

    assert f"Event {log[201]} is out of its place" in fault()


def test_order_changed_in_the_tiles_is_found(log: list[int], superuser: Session) -> None:
    superuser.execute(
        "UPDATE audit_tiles SET event_ids = event_ids[2:2] || event_ids[1:1] || event_ids[3:] WHERE level = 0 AND number = 0"
    )

    assert "out of its place" in fault()


def test_emptied_month_is_found(log: list[int], superuser: Session) -> None:
    row = superuser.execute(
        "SELECT tableoid::regclass::text FROM audit_events WHERE id = %s", [log[0]]
    ).fetchone()
    assert row
    unguarded(superuser, f"TRUNCATE {row[0]}")

    assert fault() == f"Event {log[0]} is missing; it was sealed."


def test_log_cut_off_is_found_by_the_file_outside(log: list[int], superuser: Session) -> None:
    """The newest events, tiles and heads gone: what is left is whole in itself."""
    superuser.execute("DELETE FROM audit_heads WHERE size = (SELECT max(size) FROM audit_heads)")

    assert f"knows {len(log)} sealed events" in fault()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "DELETE FROM audit_heads WHERE size <> (SELECT max(size) FROM audit_heads)",
            "head of .* was removed",
        ),
        ("DELETE FROM audit_tiles WHERE level = 0 AND number = 1", "tile 1 of level 0 is missing"),
        ("DELETE FROM audit_tiles WHERE level = 1", "tile 0 of level 1 is missing"),
        ("UPDATE audit_tiles SET hashes = hashes || hashes WHERE level = 1", "Tile 0 of level 1 was altered"),
        ("UPDATE audit_heads SET root = sha256('x')", "The log was rewritten"),
        ("UPDATE audit_heads SET snapshot = '3:9:5'", "was edited"),
        ("UPDATE audit_heads SET signed_note = replace(signed_note, 'base 0', 'base 1')", "is false"),
        ("UPDATE audit_heads SET base_event_id = 100000", "was edited"),
    ],
)
def test_tampered_tiles_and_heads_are_found(
    log: list[int], superuser: Session, statement: str, said: str
) -> None:
    superuser.execute(statement)

    with pytest.raises(CommandError, match=said):
        call_command("verify_audit")


def test_log_rewritten_with_the_key_is_found_by_an_older_head(
    log: list[int], superuser: Session, heads_file: Path, settings: Any, tmp_path: Path
) -> None:
    unguarded(superuser, "UPDATE audit_events SET actor_name = 'Somebody Else' WHERE id = %s", log[200])
    superuser.execute("TRUNCATE audit_heads, audit_tiles")
    kept = heads_file.read_text()
    heads_file.unlink()
    seal()
    call_command("verify_audit")

    # Who kept an older head needs nothing else.
    settings.AUDIT_HEADS_SECOND = str(tmp_path / "kept")
    (tmp_path / "kept").write_text(kept)
    assert "removed" in fault() or "rewritten" in fault()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER patient_contacts_audit_update ON patient_contacts",
        "ALTER TABLE patient_contacts DISABLE TRIGGER patient_contacts_audit_update",
        "ALTER TABLE patient_contacts ENABLE TRIGGER patient_contacts_audit_update",
    ],
)
def test_capture_switched_off_is_found(log: list[int], superuser: Session, statement: str) -> None:
    row = superuser.execute(
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'patient_contacts_audit_update'"
    ).fetchone()
    assert row
    try:
        superuser.execute(statement)
        assert "patient_contacts_audit_update is missing or not always on" in fault()
    finally:
        superuser.execute("DROP TRIGGER IF EXISTS patient_contacts_audit_update ON patient_contacts")
        superuser.execute(row[0])
        superuser.execute("ALTER TABLE patient_contacts ENABLE ALWAYS TRIGGER patient_contacts_audit_update")


def test_capture_function_that_does_nothing_is_found(log: list[int], superuser: Session) -> None:
    row = superuser.execute(
        "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'patient_contacts_audit_update'"
    ).fetchone()
    assert row
    try:
        superuser.execute(
            "CREATE OR REPLACE FUNCTION patient_contacts_audit_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
            " AS 'BEGIN RETURN NULL; END'"
        )
        assert "patient_contacts_audit_update is not the one" in fault()
    finally:
        superuser.execute(row[0])


def test_guard_switched_off_is_found(log: list[int], superuser: Session) -> None:
    superuser.execute("ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only")
    try:
        assert "can be changed: audit_events_append_only" in fault()
    finally:
        superuser.execute("ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_append_only")


def test_redaction_without_an_erasure_is_found(log: list[int], superuser: Session) -> None:
    """The digest may be right: the leaf is, and still nobody said that something was taken out."""
    superuser.execute(
        "UPDATE audit_events SET payload_commit = audit_commitment(salt, reason, payload), payload = NULL, reason = NULL,"
        " salt = NULL WHERE id = %s",
        [log[-1]],
    )

    assert fault() == "1 events were redacted without an event of erasure."


def test_leaf_covers_every_column() -> None:
    """A column added to the events must be added to the leaf."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'audit_leaf_body'")
        source = cursor.fetchone()[0]
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'audit_events'::regclass AND attnum > 0"
        )
        columns: Callable[[], list[tuple[str]]] = cursor.fetchall
        assert [name for (name,) in columns() if f"e.{name}" not in source] == []
