"""Looks are events: written before anything is shown, one for each patient, never with what was typed."""

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from accounts.models import User
from audit.acts import act
from audit.context import Actor, RequestContext, in_request
from audit.enums import Action
from audit.reads import digest_of, note, reading
from patients.models import Patient
from tests.audit.conftest import events

pytestmark = pytest.mark.django_db


def test_note_writes_one_event_for_each_patient_once(clerk: User) -> None:
    first, second = uuid7(), uuid7()
    where = RequestContext(str(uuid7()), "ab" * 16, "10.0.0.7", "web")

    with in_request(where):
        note(
            Action.LISTED,
            by=clerk.actor,
            what="test.list",
            patients=[first, second, first],
            detail={"count": 2},
        )

    rows = events("act = 'test.list'")
    assert [row["patient_id"] for row in rows] == [first, second]
    assert {(row["action"], row["actor_name"], row["facility_id"]) for row in rows} == {
        ("Q", "Clara Tembo", clerk.actor.facility_id)
    }
    assert {
        (str(row["request_id"]), bytes(row["session"]).hex(), str(row["address"]), row["program"])
        for row in rows
    } == {(where.request_id, "ab" * 16, "10.0.0.7", "web")}
    assert [row["payload"] for row in rows] == [{"count": 2}, None]


def test_note_leaves_no_context_behind(clerk: User) -> None:
    note(Action.READ, by=clerk.actor, what="test.read")

    with connection.cursor() as cursor:
        cursor.execute("SELECT smartcare_context('actor_id'), smartcare_context('act')")
        assert cursor.fetchone() == (None, None)


@act("test.act")
def _look_and_write(*, by: Actor, patient: Patient, reason: str) -> None:
    note(Action.READ, by=by, what="test.page", patients=[patient.pk])
    Patient.objects.filter(pk=patient.pk).update(first_name="Anna")


def test_note_inside_an_act_keeps_the_act_for_what_it_writes(ema: Patient, clerk: User) -> None:
    _look_and_write(by=clerk.actor, patient=ema, reason="because")

    rows = events("reason = 'because'")
    assert [(row["action"], row["act"]) for row in rows] == [("R", "test.page"), ("U", "test.act")]


def test_what_capture_says_can_not_be_noted(clerk: User) -> None:
    with pytest.raises(ValueError, match="captured"):
        note(Action.INSERT, by=clerk.actor, what="x")


def test_quotes_and_nul_in_a_reason_are_text(clerk: User) -> None:
    note(Action.READ, by=clerk.actor, what="test.quote", reason="it's \\' ; DROP TABLE x --\x00\u202e")

    assert [row["reason"] for row in events("act = 'test.quote'")] == ["it's \\' ; DROP TABLE x --\u202e"]


def test_reading_the_audit_is_itself_an_event_and_ends_with_its_transaction(dario: User) -> None:
    with reading(by=dario.actor, what="test.audit"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_events WHERE act = 'test.audit' AND action = 'S'")
        assert cursor.fetchone() == (1,)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_events")
        assert cursor.fetchone() == (0,)


def test_digest_recognises_a_search_and_hides_it() -> None:
    assert digest_of("Mary  BANDA ") == digest_of("mary banda")
    assert digest_of("mary banda") != digest_of("mary bandas")
    assert "mary" not in digest_of("mary banda")
