"""Correcting who she is."""

from uuid import UUID

from audit.acts import act
from audit.context import Actor
from patients import details
from patients.enums import IdentifierSystem
from patients.exceptions import EditConflict, IdentifierTaken
from patients.models import Patient, PatientIdentifier
from patients.services import nupins
from patients.services.holding import change, hold_patient
from patients.services.rows import identifier_row, identity_columns, read_identifier, text_columns


@act("patient.correct_identity")
def correct_identity(
    *, by: Actor, reason: str, patient_id: UUID, version: int, identity: details.Identity
) -> Patient:
    """Correct name, sex, birth and numbers.

    Takes: `reason`, why; `version`, the one that was read; the whole identity as it should be.
    Gives: the patient. Raises: NotAllowed, PatientNotFound, EditConflict, IdentifierTaken.
    """
    patient = hold_patient(by, patient_id)
    if patient.version != version:
        raise EditConflict(patient)
    change(patient, by, **identity_columns(identity))
    for system, text in identity.identifiers.items():
        set_identifier(patient, system, text, by)
    return patient


def set_identifier(patient: Patient, system: IdentifierSystem, text: str, by: Actor) -> None:
    """Make a text the number in use, inside an act; an empty text takes the number away. Raises: IdentifierTaken."""
    row = PatientIdentifier.objects.filter(patient=patient, system=system, rank=0).first()
    if not text.strip():
        if row is not None:
            row.delete()
        return
    reading = read_identifier(system, text)
    if (
        system is IdentifierSystem.NUPIN
        and reading.value
        and not nupins.claim(patient, system, reading.value)
    ):
        raise IdentifierTaken(system)
    if row is None:
        identifier_row(patient, system, text, by).save(force_insert=True)
    elif text not in (row.value, row.value_given):
        change(row, by, **text_columns(text, reading))
