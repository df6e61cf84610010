"""Changing where she lives: a move closes the old address; a wrong address is corrected where it stands."""

from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from audit.acts import act
from audit.context import Actor
from patients import details
from patients.enums import AddressUse
from patients.exceptions import PeriodRefused
from patients.models import Patient, PatientAddress
from patients.services.holding import change, ended_today, hold, hold_patient, today
from patients.services.rows import stamp


@act("patient.add_address")
def add_address(*, by: Actor, patient_id: UUID, address: details.Address, reason: str = "") -> PatientAddress:
    """Note an address of a use she has none of today, from today on: one that ended today makes room as in a move.

    Raises: NotAllowed, PatientNotFound, PeriodRefused when she has one.
    """
    patient = hold_patient(by, patient_id)
    if _now(patient, address.use).exists():
        raise PeriodRefused
    old = ended_today(PatientAddress.objects.filter(patient=patient, use=address.use))
    if old is not None and old.valid.lower >= today():
        change(old, by, valid=DateRange(old.valid.lower, None), **_columns(address))
        return old
    if old is not None:
        change(old, by, valid=DateRange(old.valid.lower, today()))
    return _insert(patient, address, today(), by)


@act("patient.move")
def move(
    *,
    by: Actor,
    patient_id: UUID,
    address_id: UUID,
    version: int,
    address: details.Address,
    since: date,
    reason: str = "",
) -> PatientAddress:
    """She moved on a day: the old address ends there and the new one begins.

    Takes: `since`, not before the old address began and not in the future; the very day it began writes it over.
    Raises: NotAllowed, PatientNotFound, EditConflict, PeriodRefused.
    """
    patient = hold_patient(by, patient_id)
    old = hold(_now(patient, address.use).filter(pk=address_id), version)
    if since > today() or since < old.valid.lower:
        raise PeriodRefused
    if since == old.valid.lower:
        change(old, by, **_columns(address))
        return old
    change(old, by, valid=DateRange(old.valid.lower, since))
    return _insert(patient, address, since, by)


@act("patient.correct_address")
def correct_address(
    *, by: Actor, reason: str, patient_id: UUID, address_id: UUID, version: int, address: details.Address
) -> PatientAddress:
    """What was written is wrong and never was true. Raises: NotAllowed, PatientNotFound, EditConflict."""
    patient = hold_patient(by, patient_id)
    row = hold(PatientAddress.objects.filter(patient=patient, pk=address_id), version)
    change(row, by, **_columns(address))
    return row


@act("patient.end_address")
def end_address(
    *, by: Actor, patient_id: UUID, address_id: UUID, version: int, last_day: date, reason: str = ""
) -> PatientAddress:
    """She left and we know no new address of this use. Raises: NotAllowed, PatientNotFound, EditConflict, PeriodRefused."""
    patient = hold_patient(by, patient_id)
    row = hold(PatientAddress.objects.filter(patient=patient, pk=address_id, valid__upper_inf=True), version)
    end = date.fromordinal(last_day.toordinal() + 1)
    if last_day > today() or end <= row.valid.lower:
        raise PeriodRefused
    change(row, by, valid=DateRange(row.valid.lower, end))
    return row


def _now(patient: Patient, use: AddressUse) -> QuerySet[PatientAddress]:
    return PatientAddress.objects.filter(patient=patient, use=use, valid__upper_inf=True)


def _insert(patient: Patient, address: details.Address, since: date, by: Actor) -> PatientAddress:
    row = PatientAddress(
        patient=patient, use=address.use, valid=DateRange(since, None), **_columns(address), **stamp(by)
    )
    row.save(force_insert=True)
    return row


def _columns(address: details.Address) -> dict[str, object]:
    return {name: getattr(address, name) for name in address.__slots__ if name != "use"}
