"""The context of a transaction ends with it: whoever gets the connection next, from a pool or a pooler, is nobody."""

import threading
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from audit.acts import act
from audit.context import Actor, RequestContext, in_request
from audit.enums import Action
from audit.reads import note
from audit.saying import SETTINGS
from patients.models import Patient, PatientContact
from smartcare.db.roles import as_owner
from tests.audit.conftest import events

pytestmark = pytest.mark.django_db(transaction=True)


@act("test.write")
def _write(*, by: Actor, patient: Patient, fail: bool = False, reason: str = "") -> None:
    PatientContact.objects.filter(patient=patient).update(owner_name=reason)
    if fail:
        raise ZeroDivisionError


def _context() -> set[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"smartcare_context('{name}')" for name in SETTINGS))
        return set(cursor.fetchone() or ())


@pytest.mark.parametrize("fail", [False, True])
def test_nothing_is_left_on_the_connection_after_an_act(ema: Patient, clerk: User, fail: bool) -> None:
    backend = connection.connection.info.backend_pid
    try:
        _write(by=clerk.actor, patient=ema, fail=fail, reason="x")
    except ZeroDivisionError:
        assert fail

    assert connection.connection.info.backend_pid == backend
    assert _context() == {None}


def test_nothing_is_left_on_the_connection_after_a_look(clerk: User) -> None:
    note(Action.READ, by=clerk.actor, what="test.read", reason="x")

    assert _context() == {None}


def test_raw_write_after_an_act_on_the_same_connection_is_nobodys(ema: Patient, clerk: User) -> None:
    _write(by=clerk.actor, patient=ema, reason="x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET name = 'Other' WHERE id = %s", [clerk.pk])

    [row] = events("table_name = 'accounts_user' AND action = 'U'")
    assert (row["actor_id"], row["act"], row["reason"], row["request_id"]) == (None, None, None, None)
    assert row["db_user"]


def test_two_at_once_never_take_each_others_name(ema: Patient, clerk: User, amina: User) -> None:
    """Threads of one process, as gunicorn has them, each in its own request."""
    faults: list[str] = []

    def work(who: User, number: int) -> None:
        try:
            with in_request(RequestContext(address=f"10.0.0.{number}", program=f"thread {number}")):
                for _round in range(20):
                    note(Action.READ, by=who.actor, what="test.threads", patients=[ema.pk])
        except Exception as error:  # noqa: BLE001 - told after the threads
            faults.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(who, number)) for number, who in enumerate((clerk, amina))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    rows = events("act = 'test.threads'")
    assert {(row["actor_id"], row["program"], str(row["address"])) for row in rows} == {
        (clerk.actor.id, "thread 0", "10.0.0.0"),
        (amina.actor.id, "thread 1", "10.0.0.1"),
    }
    assert len(rows) == 40


def test_command_says_its_operating_system_user(ema: Patient) -> None:
    from audit.programs import program_actor

    _write(by=program_actor("mend_things"), patient=ema, reason="x")

    [row] = events("act = 'test.write'")
    assert (row["actor_id"], row["role"]) == ("program:mend_things", "program")
    assert row["actor_name"].startswith("mend_things (")


def test_raw_sql_says_the_database_user(ema: Patient) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        owner = cursor.fetchone()[0]
        cursor.execute("UPDATE facilities_facility SET name = name || 'x'")

    rows = events("table_name = 'facilities_facility' AND action = 'U'")
    assert {(row["actor_id"], row["db_user"]) for row in rows} == {(None, owner)}
