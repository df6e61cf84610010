"""Mending values that could not be understood, or can't all be right. The text as first given stays beside the new value."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.policies import PATIENTS_MEND
from audit.acts import act
from audit.context import Actor
from patients import details
from patients.enums import (
    BirthPrecision,
    ContactKind,
    IdentifierSystem,
    MaritalStatus,
    PhoneOwner,
    Sex,
    TextState,
)
from patients.exceptions import EditConflict, IdentifierTaken, NothingToMend, PatientNotFound, PeriodRefused
from patients.models import Patient, PatientContact, PatientFamily, PatientIdentifier, PatientPersonal
from patients.policies import check
from patients.rules.nrc import read_nrc
from patients.rules.reading import Reading, ok
from patients.services import nupins
from patients.services.holding import change, hold, hold_patient
from patients.services.rows import contact_row, read_contact, read_identifier, text_columns

MENDED = "mended"
"""The reason that says all there is to say when a person reads what was given."""


@act("patient.mend_contact")
def mend_contact(
    *,
    by: Actor,
    patient_id: UUID,
    contact_id: UUID,
    version: int,
    text: str | None,
    other_text: str = "",
    reason: str,
) -> PatientContact:
    """Say what a phone or e-mail text means.

    Takes: `text`, the right one, None when she has none; `other_text`, a second number that stood in the same field.
    Raises: NotAllowed, PatientNotFound, EditConflict, NothingToMend; PeriodRefused when she has another phone already;
    ValueError for a text that no rule can read.
    """
    patient = hold_patient(by, patient_id, PATIENTS_MEND)
    row: PatientContact = _hold_to_mend(
        PatientContact.objects.filter(patient=patient, pk=contact_id), version
    )
    kind = ContactKind(row.kind)
    reading = None if text is None else _understood(read_contact(kind, text))
    change(row, by, **_mended(reading), is_primary=reading is not None and _can_be_primary(row))
    if other_text:
        _add_other_phone(row, other_text, by)
    _note_phones(patient, by)
    return row


@act("patient.mend_identifier")
def mend_identifier(
    *, by: Actor, patient_id: UUID, identifier_id: UUID, version: int, text: str | None, reason: str
) -> PatientIdentifier:
    """Say what an NRC, NUPIN or other number means.

    Takes: `text`, the right one, None when she has none; a NUPIN of the facility is given then.
    Raises: NotAllowed, PatientNotFound, EditConflict, NothingToMend,
    IdentifierTaken for a NUPIN of another patient; ValueError for a text that no rule can read.
    """
    patient = hold_patient(by, patient_id, PATIENTS_MEND)
    row: PatientIdentifier = _hold_to_mend(
        PatientIdentifier.objects.filter(patient=patient, pk=identifier_id, rank=0), version
    )
    reading = _read_number(patient, row, text, by)
    change(row, by, **_mended(reading))
    _note_identity(patient, row, by)
    return row


@act("patient.settle_shared_number")
def settle_shared_number(
    *, by: Actor, patient_id: UUID, identifier_id: UUID, version: int, text: str | None, reason: str
) -> PatientIdentifier | None:
    """Correct or take away a number that other patients have too, because it is not hers.

    Takes: `text`, the right one, None to take it away; for a NUPIN she gets a new one then. Gives: the row, None when taken away.
    Raises: as mend_identifier; NothingToMend when nobody else has the number any more.
    """
    patient = hold_patient(by, patient_id, PATIENTS_MEND)
    row = hold(PatientIdentifier.objects.filter(patient=patient, pk=identifier_id, rank=0), version)
    others = PatientIdentifier.objects.filter(system=row.system, value=row.value, rank=0).exclude(
        patient=patient
    )
    if row.value is None or not others.exists():
        raise NothingToMend
    reading = _read_number(patient, row, text, by)
    if reading is None:
        row.delete()
        _note_identity(patient, row, by, has_none=False)
        return None
    change(row, by, shared_because=None, **text_columns(text or reading.value or "", reading))
    _note_identity(patient, row, by)
    return row


@act("patient.accept_shared_number")
def accept_shared_number(
    *, by: Actor, patient_id: UUID, identifier_id: UUID, version: int, reason: str
) -> PatientIdentifier:
    """Say that a number is right though other patients have it too, so that nobody is asked again.

    Takes: `reason`, kept with the number. Raises: NotAllowed, PatientNotFound, EditConflict.
    """
    patient = hold_patient(by, patient_id, PATIENTS_MEND)
    row = hold(PatientIdentifier.objects.filter(patient=patient, pk=identifier_id, rank=0), version)
    change(row, by, shared_because=reason)
    return row


@act("patient.mend_sex")
def mend_sex(*, by: Actor, patient_id: UUID, version: int, sex: Sex, reason: str) -> Patient:
    """Say what a text for sex means. Raises: NotAllowed, PatientNotFound, EditConflict, NothingToMend."""
    patient = _hold_patient_version(by, patient_id, version)
    if patient.sex != Sex.UNKNOWN:
        raise NothingToMend
    change(patient, by, sex=sex)
    return patient


@act("patient.mend_marital")
def mend_marital(
    *, by: Actor, patient_id: UUID, personal_id: UUID, version: int, status: MaritalStatus, reason: str
) -> PatientPersonal:
    """Say what a text for marital status means; the text stays. Raises: NotAllowed, PatientNotFound, EditConflict, NothingToMend."""
    patient = hold_patient(by, patient_id, PATIENTS_MEND)
    row = hold(PatientPersonal.objects.filter(patient=patient, pk=personal_id), version)
    if row.marital_status is not None:
        raise NothingToMend
    change(row, by, marital_status=status)
    return row


@act("patient.mend_birth")
def mend_birth(*, by: Actor, patient_id: UUID, version: int, birth: details.Birth, reason: str) -> Patient:
    """Say when she was born, where a date could not be true. Raises: NotAllowed, PatientNotFound, EditConflict, NothingToMend."""
    patient = _hold_patient_version(by, patient_id, version)
    if patient.birth_precision != BirthPrecision.UNKNOWN:
        raise NothingToMend
    change(
        patient,
        by,
        date_of_birth=birth.date,
        birth_precision=birth.precision,
        is_estimated_dob=birth.is_estimated,
        age_stated_years=birth.age_stated_years,
        age_stated_on=birth.age_stated_on,
    )
    return patient


@act("patient.mend_relative_nrc")
def mend_relative_nrc(
    *, by: Actor, patient_id: UUID, family_id: UUID, version: int, text: str | None, reason: str
) -> PatientFamily:
    """Say what a relative's NRC text means; None when the relative has none.

    Raises: NotAllowed, PatientNotFound, EditConflict, NothingToMend; ValueError for a text that is no NRC.
    """
    patient = hold_patient(by, patient_id, PATIENTS_MEND)
    rows = PatientFamily.objects.filter(patient=patient, pk=family_id)
    if rows.exclude(nrc_state=TextState.TO_MEND).exists():
        raise NothingToMend
    row = hold(rows, version)
    reading = None if text is None else _understood(read_nrc(text))
    state = TextState.SAID_NONE if reading is None else TextState.OK
    change(row, by, nrc=reading.value if reading else None, nrc_state=state)
    return row


@act("patient.mend_facility")
def mend_facility(*, by: Actor, patient_id: UUID, version: int, reason: str) -> Patient:
    """Take a record whose facility could not be matched to the facility where the actor works.

    Raises: NotAllowed; PatientNotFound when there is none; NothingToMend when another facility took it; EditConflict.
    """
    facility_id = check(by, PATIENTS_MEND)
    rows = Patient.objects.select_for_update(of=("self",)).select_related("facility")
    patient = rows.filter(pk=patient_id).first()
    if patient is None:
        raise PatientNotFound
    if not patient.facility.is_unknown:
        raise NothingToMend
    if patient.version != version:
        raise EditConflict(patient)
    change(patient, by, facility_id=facility_id)
    return patient


def _hold_to_mend(rows: QuerySet[Any], version: int) -> Any:
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise PatientNotFound
    if row.state != TextState.TO_MEND:
        raise NothingToMend
    if row.version != version:
        raise EditConflict(row)
    return row


def _hold_patient_version(by: Actor, patient_id: UUID, version: int) -> Patient:
    patient = hold_patient(by, patient_id, PATIENTS_MEND)
    if patient.version != version:
        raise EditConflict(patient)
    return patient


def _understood(reading: Reading) -> Reading:
    if reading.value is None:
        raise ValueError("The text can't be understood.")
    return reading


def _mended(reading: Reading | None) -> dict[str, Any]:
    """The new value; value_given is not among the columns, so the text as first given stays."""
    if reading is None:
        return {"value": None, "state": TextState.SAID_NONE}
    return {"value": reading.value, "state": TextState.OK}


def _read_number(patient: Patient, row: PatientIdentifier, text: str | None, by: Actor) -> Reading | None:
    system = IdentifierSystem(row.system)
    if text is None:
        # Nobody stays without a NUPIN: it is the one number that we give ourselves.
        return (
            None
            if system is not IdentifierSystem.NUPIN
            else ok(nupins.issue(patient, patient.facility, by).value or "")
        )
    reading = _understood(read_identifier(system, text))
    if system is IdentifierSystem.NUPIN and not nupins.claim(patient, system, reading.value or ""):
        raise IdentifierTaken(system)
    return reading


def _note_identity(patient: Patient, row: PatientIdentifier, by: Actor, *, has_none: bool = True) -> None:
    """Count the record's version up, so that an identity form opened before is told; and note a woman without NRC."""
    says_none = has_none and row.system == IdentifierSystem.NRC and row.state == TextState.SAID_NONE
    change(patient, by, **({"no_nrc": True} if says_none else {}))


def _can_be_primary(row: PatientContact) -> bool:
    """The only phone that can be dialled is the one to call."""
    if row.kind == ContactKind.EMAIL:
        return False
    others = PatientContact.objects.filter(
        patient_id=row.patient_id, is_primary=True, valid__overlap=row.valid
    )
    return not others.exclude(pk=row.pk).exists()


def _add_other_phone(row: PatientContact, text: str, by: Actor) -> None:
    """The second number held for the same time as the first: they stood in one field."""
    taken = PatientContact.objects.filter(
        patient_id=row.patient_id, kind=ContactKind.OTHER_CELLPHONE, valid__overlap=row.valid
    )
    if taken.exists():
        raise PeriodRefused
    _understood(read_contact(ContactKind.OTHER_CELLPHONE, text))
    other = details.Contact(kind=ContactKind.OTHER_CELLPHONE, text=text, owner=PhoneOwner(row.owner))
    contact_row(row.patient, other, row.valid, by).save(force_insert=True)


def _note_phones(patient: Patient, by: Actor) -> None:
    """Whether she has any phone now."""
    phones = PatientContact.objects.filter(patient=patient, valid__upper_inf=True).exclude(
        kind=ContactKind.EMAIL
    )
    none = not phones.exclude(state=TextState.SAID_NONE).exists()
    if none != patient.no_phone:
        change(patient, by, no_phone=none)
