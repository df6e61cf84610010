"""Redaction: what identifies goes from the log, only by the data protection officer, and every proof still holds."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from audit.context import Actor
from audit.exceptions import sqlstate
from audit.redaction import redact_patient
from audit.sealing import seal
from patients.models import Patient
from tests.audit.conftest import events

pytestmark = pytest.mark.django_db(transaction=True)

GROUND = "section 62, request 17 of 2026"


def hers(patient: Patient) -> list[dict[str, Any]]:
    with transaction.atomic():
        return events("patient_id = %s", patient.pk)


def test_redacted_events_keep_their_proof(
    superuser: psycopg.Connection[Any],
    heads_file: Path,
    ema: Patient,
    dpo: User,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = hers(ema)
    seal()
    leaves = superuser.execute("SELECT id, audit_leaf(e) FROM audit_events e ORDER BY id").fetchall()

    count = redact_patient(by=dpo.actor, patient_id=ema.pk, reason=GROUND)

    after = {event["id"]: event for event in hers(ema)}
    assert count == len(before) > 0
    for event in before:
        now = after[event["id"]]
        assert now["payload"] is now["reason"] is now["salt"] is None
        assert now["payload_commit"] is not None
        assert (now["actor_id"], now["action"], now["row_id"]) == (
            event["actor_id"],
            event["action"],
            event["row_id"],
        )
    assert (
        superuser.execute(
            "SELECT id, audit_leaf(e) FROM audit_events e WHERE id <= %s ORDER BY id", [leaves[-1][0]]
        ).fetchall()
        == leaves
    )
    call_command("verify_audit")
    assert f"{count} events are redacted; their digests hold." in capsys.readouterr().out
    seal()
    call_command("verify_audit")


def test_redaction_is_an_event_with_its_legal_ground(heads_file: Path, ema: Patient, dpo: User) -> None:
    count = redact_patient(by=dpo.actor, patient_id=ema.pk, reason=GROUND)
    again = redact_patient(by=dpo.actor, patient_id=ema.pk, reason=GROUND)

    erasures = [event for event in hers(ema) if event["action"] == "E"]
    assert again == 0
    assert [event["payload"] for event in erasures] == [{"events": count}, {"events": 0}]
    assert {(event["reason"], event["actor_id"], event["act"]) for event in erasures} == {
        (GROUND, dpo.actor.id, "audit.redact")
    }
    call_command("verify_audit")


@pytest.mark.parametrize("who", ["sysadmin", "dario", "manager", "amina"])
def test_nobody_else_redacts(ema: Patient, who: str, request: pytest.FixtureRequest) -> None:
    by: Actor = request.getfixturevalue(who).actor
    before = hers(ema)

    with pytest.raises(DatabaseError) as caught:
        redact_patient(by=by, patient_id=ema.pk, reason=GROUND)

    assert sqlstate(caught.value) == "SC003"
    assert hers(ema) == before


def test_no_redaction_without_a_reason(ema: Patient, dpo: User) -> None:
    with pytest.raises(DatabaseError) as caught:
        redact_patient(by=dpo.actor, patient_id=ema.pk, reason="")

    assert sqlstate(caught.value) == "SC003"


def test_application_cannot_redact_even_as_the_officer(ema: Patient) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL smartcare.role = 'data_protection_officer'")
        with pytest.raises(DatabaseError) as caught:
            cursor.execute("SELECT audit_redact(%s)", [ema.pk])
        transaction.set_rollback(True)

    assert sqlstate(caught.value) == "42501"
