"""Correcting who she is."""

from typing import Any
from uuid import UUID

from audit.acts import act
from audit.context import Actor
from patients import details
from patients.enums import BirthPrecision, IdentifierSystem, TextState
from patients.exceptions import EditConflict, IdentifierTaken, NrcTooEarly
from patients.models import Patient, PatientIdentifier
from patients.rules.names import tidy
from patients.rules.nrc import nrc_too_early
from patients.services import nupins
from patients.services.holding import change, hold_patient, today
from patients.services.rows import changed_text, identifier_row, identity_columns, read_identifier, years_old


@act("patient.correct_identity")
def correct_identity(
    *, by: Actor, reason: str, patient_id: UUID, version: int, identity: details.Identity
) -> Patient:
    """Correct name, sex, birth and numbers.

    Takes: `reason`, why; `version`, the one that was read; the whole identity as it should be.
    Gives: the patient. Raises: NotAllowed, PatientNotFound, EditConflict, IdentifierTaken, NrcTooEarly.
    """
    patient = hold_patient(by, patient_id)
    if patient.version != version:
        raise EditConflict(patient)
    _check_nrc(patient, identity)
    change(patient, by, **_changed_columns(patient, identity))
    for system, text in identity.identifiers.items():
        set_identifier(patient, system, text, by)
    return patient


def _check_nrc(patient: Patient, identity: details.Identity) -> None:
    """No NRC for a child, unless the record holds it for her already, as some came. Raises: NrcTooEarly."""
    row = PatientIdentifier.objects.filter(patient=patient, system=IdentifierSystem.NRC, rank=0).first()
    held = (row.value or row.value_given or "") if row is not None else ""
    text = identity.identifiers.get(IdentifierSystem.NRC, held)
    before = details.Birth(patient.date_of_birth, BirthPrecision(patient.birth_precision))
    stood_so = text == held and nrc_too_early(held, years_old(before, today()))
    if nrc_too_early(text, years_old(identity.birth, today())) and not stood_so:
        raise NrcTooEarly


def _changed_columns(patient: Patient, identity: details.Identity) -> dict[str, Any]:
    """What differs from the record. A part left as it was keeps the text as given beside it."""
    columns = identity_columns(identity)
    for name in ("first_name", "surname", "sex"):
        if columns[name] == getattr(patient, name):
            del columns[name], columns[f"{name}_given"]
    birth = ("date_of_birth", "birth_precision", "age_stated_years", "age_stated_on")
    if all(columns[name] == getattr(patient, name) for name in birth):
        for name in (*birth, "date_of_birth_given", "is_estimated_dob"):
            del columns[name]
    if columns["country"] == tidy(patient.country):
        del columns["country"]
    if columns["no_nrc"] == bool(patient.no_nrc):
        del columns["no_nrc"]
    return columns


def set_identifier(patient: Patient, system: IdentifierSystem, text: str, by: Actor) -> None:
    """Make a text the number in use, inside an act; an empty text takes the number away. Raises: IdentifierTaken."""
    row = PatientIdentifier.objects.filter(patient=patient, system=system, rank=0).first()
    if not text.strip():
        if row is not None and row.state != TextState.SAID_NONE:
            nupins.release(patient, system, row.value or "")
            row.delete()
        return
    reading = read_identifier(system, text)
    columns = {} if row is None else changed_text(row, text, reading)
    if row is not None and not columns:
        return
    if (
        system is IdentifierSystem.NUPIN
        and reading.value
        and not nupins.claim(patient, system, reading.value)
    ):
        raise IdentifierTaken(system)
    if row is not None and row.value and system is IdentifierSystem.NUPIN:
        nupins.release(patient, system, row.value)
    if row is None:
        identifier_row(patient, system, text, by).save(force_insert=True)
    else:
        change(row, by, shared_because=None, **columns)
