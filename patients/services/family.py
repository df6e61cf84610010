"""Changing her family."""

from uuid import UUID

from django.db.models import Max

from audit.acts import act
from audit.context import Actor
from patients import details
from patients.exceptions import PatientNotFound
from patients.models import Patient, PatientFamily
from patients.services.holding import change, hold, hold_patient
from patients.services.rows import relative_columns, relative_row


@act("patient.add_relative")
def add_relative(
    *, by: Actor, patient_id: UUID, relative: details.Relative, reason: str = ""
) -> PatientFamily:
    """Note a relative. Takes: a patient kept here by `relative_id`, or a description. Raises: NotAllowed, PatientNotFound."""
    patient = hold_patient(by, patient_id)
    _check_link(by, patient, relative)
    highest = PatientFamily.objects.filter(patient=patient, relation=relative.relation).aggregate(
        rank=Max("rank")
    )
    rank = 0 if highest["rank"] is None else highest["rank"] + 1
    row = relative_row(patient, relative, rank, by)
    row.save(force_insert=True)
    return row


@act("patient.correct_relative")
def correct_relative(
    *, by: Actor, reason: str, patient_id: UUID, family_id: UUID, version: int, relative: details.Relative
) -> PatientFamily:
    """Correct what is written of a relative. Raises: NotAllowed, PatientNotFound, EditConflict."""
    patient = hold_patient(by, patient_id)
    row = hold(PatientFamily.objects.filter(patient=patient, pk=family_id), version)
    if relative.relative_id != row.relative_id:
        _check_link(by, patient, relative)
    columns = relative_columns(relative)
    if columns["nrc"] == row.nrc and relative.nrc in (row.nrc, row.nrc_given):
        for name in ("nrc", "nrc_given", "nrc_state"):
            del columns[name]
    change(row, by, **columns)
    return row


@act("patient.remove_relative")
def remove_relative(*, by: Actor, reason: str, patient_id: UUID, family_id: UUID, version: int) -> None:
    """Take away a relative who is none. Raises: NotAllowed, PatientNotFound, EditConflict."""
    patient = hold_patient(by, patient_id)
    row = hold(PatientFamily.objects.filter(patient=patient, pk=family_id), version)
    row.delete()
    # The first of a relation is the one that lists and old programs show.
    others = PatientFamily.objects.filter(patient=patient, relation=row.relation).order_by("rank")
    if row.rank == 0 and (first := others.first()) is not None:
        change(first, by, rank=0)


def _check_link(by: Actor, patient: Patient, relative: details.Relative) -> None:
    """A link goes only to another record that the actor may see."""
    if relative.relative_id is None:
        return
    known = Patient.objects.kept_at(by).filter(pk=relative.relative_id).exists()
    if not known or relative.relative_id == patient.pk:
        raise PatientNotFound
