"""Erasure in the log: what identifies a patient goes, what was done and by whom stays, and the proof still holds."""

from uuid import UUID

from django.db import connection

from audit.acts import act
from audit.context import Actor
from smartcare.db.roles import as_owner


def redact_patient(*, by: Actor, patient_id: UUID, reason: str) -> int:
    """Take payload, reason and salt out of all of a patient's events, and say so in an event of erasure.

    Takes: `by`, a data protection officer; `reason`, the legal ground and the request it came with. Not inside another act: it runs
    as the owner, in a transaction of its own.
    Gives: how many events were redacted; 0 when nothing was left to take out.
    Raises: DatabaseError (SC003) when somebody else asks or no reason is given.
    """
    with as_owner():
        return _redact(by=by, patient_id=patient_id, reason=reason)


@act("audit.redact")
def _redact(*, by: Actor, patient_id: UUID, reason: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_redact(%s)", [patient_id])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
