"""Opening a record: noted before anything of it is shown."""

from uuid import UUID

from django.db import connection
from django.utils import timezone
from uuid_utils.compat import uuid7

from accounts.policies import PATIENTS_OPEN
from audit.acts import act
from audit.context import Actor
from audit.enums import Action
from audit.reads import note
from patients.exceptions import PatientNotFound
from patients.models import Patient
from patients.policies import check

_REMEMBER = """
    INSERT INTO patient_recent (patient_id, id, actor_id, opened_at, version, updated_at, updated_by)
    VALUES (%(patient)s, %(id)s, %(actor)s, %(now)s, 1, %(now)s, %(actor)s)
    ON CONFLICT (patient_id, actor_id) DO UPDATE SET opened_at = EXCLUDED.opened_at, updated_at = EXCLUDED.opened_at
"""


@act("patient.open")
def open_patient(
    *, by: Actor, patient_id: UUID, page: str = "patient.open", how: Action = Action.READ, reason: str = ""
) -> Patient:
    """Read a record kept where the actor works; note that she did, and remember it for her own list.

    Takes: the key of the patient; `page`, what shows it; `how`, READ or PRINTED. Raises: NotAllowed, PatientNotFound.
    """
    check(by, PATIENTS_OPEN)
    patient = Patient.objects.kept_at(by).select_related("facility").filter(pk=patient_id).first()
    if patient is None:
        raise PatientNotFound
    note(how, by=by, what=page, patients=[patient.pk])
    with connection.cursor() as cursor:
        cursor.execute(
            _REMEMBER, {"patient": patient.pk, "id": uuid7(), "actor": by.id, "now": timezone.now()}
        )
    return patient
