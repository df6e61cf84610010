"""Sealing: every committed event gets exactly one place, whatever its writer does; one head follows the other."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from base64 import b64encode
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command

from audit.keys import KeyMissing, signer
from audit.notes import BadNote, end_of_notes, open_note, parse_head, parse_verifier, split_notes
from audit.sealing import seal
from audit.verifying import verify
from tests.audit.conftest import connect, note

pytestmark = pytest.mark.django_db(transaction=True)


def sealed(session: psycopg.Connection[Any]) -> list[int]:
    rows = session.execute("SELECT event_ids FROM audit_tiles WHERE level = 0 ORDER BY number")
    return [number for (ids,) in rows for number in ids]


def written(session: psycopg.Connection[Any]) -> list[int]:
    return [row[0] for row in session.execute("SELECT id FROM audit_events")]


def check(heads_file: Path) -> None:
    verify(signer().verifier(), [heads_file])


def writer(seed: int, until: float) -> None:
    """Commits late, rolls back, uses savepoints, and sometimes dies."""
    chance = random.Random(seed)
    session = connect()
    while time.monotonic() < until:
        try:
            session.execute("BEGIN")
            for _ in range(chance.randrange(4)):
                session.execute("SAVEPOINT one")
                note(session, chance.randrange(1, 9))
                if chance.random() < 0.3:
                    session.execute("ROLLBACK TO SAVEPOINT one")
                time.sleep(chance.choice([0, 0, 0.005, 0.05, 0.3]))
            if chance.random() < 0.1:
                session.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            session.execute("ROLLBACK" if chance.random() < 0.2 else "COMMIT")
        except psycopg.OperationalError:
            session = connect()
    session.close()


@pytest.mark.slow
def test_every_committed_event_is_sealed_once_while_writers_are_late_fail_and_die(
    superuser: psycopg.Connection[Any], heads_file: Path
) -> None:
    until = time.monotonic() + 5
    writers = [threading.Thread(target=writer, args=(seed, until)) for seed in range(5)]
    for one in writers:
        one.start()
    while any(one.is_alive() for one in writers):
        seal(batch=40)
    for one in writers:
        one.join()
    seal(batch=40)

    places = sealed(superuser)
    assert len(places) > 100
    assert len(places) == len(set(places))
    assert set(places) == set(written(superuser))
    check(heads_file)


def test_transaction_open_over_many_seals_is_sealed_when_it_commits(
    superuser: psycopg.Connection[Any], heads_file: Path
) -> None:
    seal()
    with connect() as late:
        late.execute("BEGIN")
        note(late, 3)
        for _ in range(3):
            note(superuser, 5)
            assert seal().events == 5
        late.execute("COMMIT")

    assert seal().events == 3
    assert sorted(sealed(superuser)) == sorted(written(superuser))
    check(heads_file)


def test_nothing_new_writes_nothing(superuser: psycopg.Connection[Any], heads_file: Path) -> None:
    seal()
    note(superuser, 300)
    first = seal()
    text = heads_file.read_text()

    again = seal()

    assert (first.events, first.heads) == (300, 1)
    assert (again.events, again.heads, again.published) == (0, 0, 0)
    assert heads_file.read_text() == text


def test_head_takes_about_a_batch_and_never_divides_a_transaction(
    superuser: psycopg.Connection[Any], heads_file: Path
) -> None:
    seal()
    for count in (30, 700, 30, 30):
        note(superuser, count)

    assert seal(batch=50).heads == 2
    sizes = [row[0] for row in superuser.execute("SELECT size FROM audit_heads ORDER BY size")]
    assert [high - low for low, high in pairwise(sizes)] == [730, 60]
    check(heads_file)


def test_log_goes_on_in_another_cluster(superuser: psycopg.Connection[Any], heads_file: Path) -> None:
    """After a restore transaction numbers begin anew: events of the older cluster carry higher ones than the new."""
    note(superuser, 10)
    seal()
    [reached] = superuser.execute("SELECT last_value FROM audit_events_id_seq").fetchone() or (0,)
    superuser.execute(f"ALTER SEQUENCE audit_events_id_seq RESTART {reached + 5000}")
    # Written in the older cluster and not sealed there: numbers of transactions this cluster will not reach for long.
    superuser.execute(
        "INSERT INTO audit_events (occurred_at, xid, action, db_user) SELECT now(), (900000000 + g)::text::xid8, 'S', 'x'"
        " FROM generate_series(1, 7) g"
    )
    note(superuser, 4)
    # The heads as the older cluster would have signed them.
    old = parse_head(heads_file.read_text().strip() + "\n")
    signed = signer().sign(replace(old, cluster=7))
    superuser.execute("UPDATE audit_heads SET system_identifier = 7, signed_note = %s", [signed])
    heads_file.write_text(signed)

    # The number that was set anew is one change of the schema, and so one event.
    assert seal().events == 12
    note(superuser, 5)
    assert seal().events == 5
    assert sorted(sealed(superuser)) == sorted(written(superuser))
    check(heads_file)


def test_restored_log_without_heads_begins_with_everything_and_verifies(
    superuser: psycopg.Connection[Any], heads_file: Path
) -> None:
    superuser.execute(
        "INSERT INTO audit_events (occurred_at, xid, action, db_user) SELECT now(), (900000000 + g)::text::xid8, 'S', 'x'"
        " FROM generate_series(1, 7) g"
    )
    note(superuser, 4)

    assert seal().events == len(written(superuser))
    note(superuser, 5)
    assert seal().events == 5
    check(heads_file)


def test_heads_that_a_crash_kept_back_are_made_up(
    superuser: psycopg.Connection[Any], heads_file: Path
) -> None:
    note(superuser)
    seal()
    first = heads_file.read_text()
    note(superuser)
    seal()
    # As if the sealer had died in the middle of the second line.
    heads_file.write_text(first + heads_file.read_text()[len(first) :][:40])

    assert seal().published == 1
    assert len(split_notes(heads_file.read_text())) == 2
    assert end_of_notes(heads_file.read_text()) == len(heads_file.read_text())
    check(heads_file)


def test_second_file_gets_every_head_too(
    superuser: psycopg.Connection[Any], heads_file: Path, settings: Any, tmp_path: Path
) -> None:
    note(superuser)
    seal()
    settings.AUDIT_HEADS_SECOND = str(tmp_path / "second")
    note(superuser)
    seal()

    assert (tmp_path / "second").read_text() == heads_file.read_text()


def test_nothing_is_sealed_when_the_file_outside_knows_more(
    superuser: psycopg.Connection[Any], heads_file: Path
) -> None:
    note(superuser)
    seal()
    superuser.execute("TRUNCATE audit_heads, audit_tiles")

    with pytest.raises(CommandError, match="lost or cut off"):
        call_command("seal_audit")


def test_file_of_something_else_is_not_written_to(
    superuser: psycopg.Connection[Any], heads_file: Path
) -> None:
    heads_file.write_text("shopping list\n")
    note(superuser)

    with pytest.raises(CommandError, match="something else"):
        call_command("seal_audit")
    assert heads_file.read_text() == "shopping list\n"


@pytest.mark.parametrize("key", ["", "c2hvcnQ=", "not base64"])
def test_without_a_good_key_nothing_is_sealed(settings: Any, heads_file: Path, key: str) -> None:
    settings.AUDIT_SIGNING_KEY = key

    with pytest.raises(CommandError, match="AUDIT_SIGNING_KEY"):
        call_command("seal_audit")


def test_key_file_that_others_may_read_is_refused(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(b64encode(bytes(32)).decode())
    settings.AUDIT_KEY_FILE = str(path)
    path.chmod(0o644)
    with pytest.raises(KeyMissing, match="chmod 600"):
        signer()

    path.chmod(0o600)
    assert signer().seed == bytes(32)


def test_development_makes_its_own_key_once(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AUDIT_MAKES_KEY = True
    monkeypatch.setattr("audit.keys._own_folder", lambda: tmp_path)

    first = signer()

    assert signer() == first
    assert (tmp_path / "audit_key").stat().st_mode & 0o777 == 0o600


def test_note_is_opened_by_its_own_key_alone(superuser: psycopg.Connection[Any], heads_file: Path) -> None:
    note(superuser)
    seal()
    text = split_notes(heads_file.read_text())[0]
    key = signer().verifier()

    assert open_note(text, parse_verifier(str(key))).size == len(written(superuser))
    with pytest.raises(BadNote, match="false"):
        open_note(text.replace("base 0", "base 1"), key)
    with pytest.raises(BadNote, match="not signed"):
        open_note(text, type(signer())(key.name, bytes(32)).verifier())


def test_sealer_that_belongs_to_a_process_ends_with_it(heads_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )

    call_command("seal_audit", every=600, parent=int(done.stdout))


def test_sealer_goes_on_until_it_is_told_to_end(superuser: psycopg.Connection[Any], heads_file: Path) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    note(superuser, 3)
    ender = threading.Timer(2, os.kill, [os.getpid(), signal.SIGTERM])
    ender.start()
    try:
        call_command("seal_audit", every=0.2)
    finally:
        ender.join()
        for number, handler in zip((signal.SIGTERM, signal.SIGINT), before, strict=True):
            signal.signal(number, handler)

    assert sorted(sealed(superuser)) == sorted(written(superuser))
