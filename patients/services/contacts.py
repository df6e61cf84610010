"""Changing how to reach her: a new number closes the old one; a wrong number is corrected where it stands."""

from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from audit.acts import act
from audit.context import Actor
from patients import details
from patients.enums import ContactKind, TextState
from patients.exceptions import PatientNotFound, PeriodRefused
from patients.models import Patient, PatientContact
from patients.rules.names import tidy
from patients.services.holding import change, ended_today, hold, hold_patient, today
from patients.services.rows import changed_text, contact_row, read_contact


@act("patient.add_contact")
def add_contact(*, by: Actor, patient_id: UUID, contact: details.Contact, reason: str = "") -> PatientContact:
    """Note a contact of a kind she has none of today, from today on: one that ended today makes room as in a change.

    Raises: NotAllowed, PatientNotFound, PeriodRefused when she has one.
    """
    patient = hold_patient(by, patient_id)
    if _now(patient).filter(kind=contact.kind).exists():
        raise PeriodRefused
    old = ended_today(PatientContact.objects.filter(patient=patient, kind=contact.kind))
    if old is not None and old.valid.lower >= today():
        change(old, by, valid=DateRange(old.valid.lower, None))
        _overwrite(patient, old, contact, by)
        return old
    if old is not None:
        change(old, by, valid=DateRange(old.valid.lower, today()))
    return _insert(patient, contact, today(), by)


@act("patient.say_no_phone")
def say_no_phone(*, by: Actor, patient_id: UUID, reason: str = "") -> Patient:
    """She said that she has no phone. Raises: NotAllowed, PatientNotFound, PeriodRefused while one stands there."""
    patient = hold_patient(by, patient_id)
    if _now(patient).exclude(kind=ContactKind.EMAIL).exclude(state=TextState.SAID_NONE).exists():
        raise PeriodRefused
    if not patient.no_phone:
        change(patient, by, no_phone=True)
    return patient


@act("patient.change_contact")
def change_contact(
    *,
    by: Actor,
    patient_id: UUID,
    contact_id: UUID,
    version: int,
    contact: details.Contact,
    since: date,
    reason: str = "",
) -> PatientContact:
    """A new number from a day on: the old row ends there and a new one begins.

    Takes: `since`, after the old one began and not in the future. When the old one began that very day it never counted, and
    is written over (history keeps it). Raises: NotAllowed, PatientNotFound, EditConflict, PeriodRefused.
    """
    patient = hold_patient(by, patient_id)
    old = hold(_now(patient).filter(pk=contact_id, kind=contact.kind), version)
    if since > today() or since < old.valid.lower:
        raise PeriodRefused
    if since == old.valid.lower:
        _overwrite(patient, old, contact, by)
        return old
    change(old, by, valid=DateRange(old.valid.lower, since))
    return _insert(patient, contact, since, by)


@act("patient.correct_contact")
def correct_contact(
    *, by: Actor, reason: str, patient_id: UUID, contact_id: UUID, version: int, contact: details.Contact
) -> PatientContact:
    """What was written is wrong and never was true. Raises: NotAllowed, PatientNotFound, EditConflict."""
    patient = hold_patient(by, patient_id)
    row = hold(PatientContact.objects.filter(patient=patient, pk=contact_id), version)
    _overwrite(patient, row, contact, by)
    return row


@act("patient.end_contact")
def end_contact(
    *, by: Actor, patient_id: UUID, contact_id: UUID, version: int, last_day: date, reason: str = ""
) -> PatientContact:
    """She can't be reached there any more.

    Takes: `last_day`, the last one she could. Raises: NotAllowed, PatientNotFound, EditConflict, PeriodRefused.
    """
    patient = hold_patient(by, patient_id)
    row = hold(_now(patient).filter(pk=contact_id), version)
    end = date.fromordinal(last_day.toordinal() + 1)
    if last_day > today() or end <= row.valid.lower:
        raise PeriodRefused
    change(row, by, valid=DateRange(row.valid.lower, end))
    return row


def _now(patient: Patient) -> QuerySet[PatientContact]:
    return PatientContact.objects.filter(patient=patient, valid__upper_inf=True)


def _insert(patient: Patient, contact: details.Contact, since: date, by: Actor) -> PatientContact:
    row = contact_row(patient, contact, DateRange(since, None), by)
    if row.is_primary:
        _step_down(patient, row, by)
    row.save(force_insert=True)
    _reachable(patient, row, by)
    return row


def _overwrite(patient: Patient, row: PatientContact, contact: details.Contact, by: Actor) -> None:
    if row.kind != contact.kind:
        raise PatientNotFound
    reading = read_contact(contact.kind, contact.text)
    primary = contact.is_primary and reading.value is not None
    if primary and not row.is_primary:
        _step_down(patient, row, by)
    change(
        row,
        by,
        owner=contact.owner,
        owner_name=tidy(contact.owner_name),
        is_primary=primary,
        **changed_text(row, contact.text, reading),
    )
    _reachable(patient, row, by)


def _step_down(patient: Patient, row: PatientContact, by: Actor) -> None:
    for other in PatientContact.objects.filter(
        patient=patient, is_primary=True, valid__overlap=row.valid
    ).exclude(pk=row.pk):
        change(other, by, is_primary=False)


def _reachable(patient: Patient, row: PatientContact, by: Actor) -> None:
    if patient.no_phone and row.value is not None:
        change(patient, by, no_phone=False)
