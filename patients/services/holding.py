"""Taking hold of a row to change it: the right record, the right place, and the version that was read."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils import timezone

from accounts.policies import PATIENTS_EDIT
from audit.context import Actor
from patients.exceptions import EditConflict, PatientNotFound
from patients.models import Patient
from patients.policies import check

Row = TypeVar("Row", bound=Model)


def today() -> date:
    """The day at the clinic."""
    return timezone.localdate()


def hold_patient(by: Actor, patient_id: UUID, permission: str = PATIENTS_EDIT) -> Patient:
    """Lock the record for this act, and mark it as changed now: whatever part an act writes, the record changed.

    Raises: NotAllowed by role; PatientNotFound when the record is not kept where the actor works.
    """
    check(by, permission)
    patient = Patient.objects.kept_at(by).select_for_update(of=("self",)).filter(pk=patient_id).first()
    if patient is None:
        raise PatientNotFound
    # Not on the object, and not by whom: a conflict still has to name who changed the row itself before.
    Patient.objects.filter(pk=patient.pk).update(updated_at=timezone.now(), updated_at_given=None)
    return patient


def hold(rows: QuerySet[Row], version: int) -> Row:
    """Lock one row and check that nobody changed it since.

    Takes: `rows`, a query for at most one row, naming its patient; `version`, the one that was read.
    Raises: PatientNotFound when it is gone; EditConflict with the row as it is now.
    """
    row: Any = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise PatientNotFound
    if row.version != version:
        raise EditConflict(row)
    held: Row = row
    return held


def ended_today(rows: QuerySet[Row]) -> Row | None:
    """The period that a new one would meet: nothing begins tomorrow, so what ended today makes room today.

    Takes: `rows`, the closed periods of one kind. Gives: the row, locked, whose last day is today; None when there is none.
    """
    return rows.select_for_update(of=("self",)).filter(valid__endswith__gt=today()).first()


def change(row: Any, by: Actor, **columns: Any) -> None:
    """Write columns to a held row and count its version up."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.updated_at = timezone.now()
    row.updated_by = by.id
    row.save(update_fields=[*columns, "version", "updated_at", "updated_by"])
