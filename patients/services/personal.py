"""Changing what else she told us."""

from uuid import UUID

from audit.acts import act
from audit.context import Actor
from patients import details
from patients.exceptions import EditConflict
from patients.models import PatientPersonal
from patients.services.holding import change, hold, hold_patient
from patients.services.rows import stamp


@act("patient.describe")
def describe(
    *, by: Actor, patient_id: UUID, version: int, personal: details.Personal, reason: str = ""
) -> PatientPersonal:
    """Write language, birthplace, belief, schooling and work.

    Takes: `version` that was read, 0 when there was no row. Raises: NotAllowed, PatientNotFound, EditConflict.
    """
    patient = hold_patient(by, patient_id)
    columns: dict[str, object] = {name: getattr(personal, name) for name in personal.__slots__}
    rows = PatientPersonal.objects.filter(patient=patient)
    if version == 0:
        if (existing := rows.first()) is not None:
            raise EditConflict(existing)
        return PatientPersonal.objects.create(patient=patient, **columns, **stamp(by))
    row = hold(rows, version)
    if columns["marital_status"] != row.marital_status:
        columns["marital_status_given"] = None
    change(row, by, **columns)
    return row
