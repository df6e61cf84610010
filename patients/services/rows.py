"""How details become rows: what was typed is read by the rules and kept beside its normal form."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from audit.context import Actor
from patients import details
from patients.enums import ContactKind, IdentifierSystem, TextState
from patients.models import Patient, PatientContact, PatientFamily, PatientIdentifier
from patients.rules.birth import Precision, age_on
from patients.rules.email import read_email
from patients.rules.names import tidy
from patients.rules.nrc import read_nrc
from patients.rules.nupin import read_nupin
from patients.rules.phone import read_phone
from patients.rules.placeholders import said_none
from patients.rules.reading import SAID_NONE, TO_MEND, Reading, ok

# More than this is no number; the mapping of the legacy table says the same.
LONGEST_NUMBER = 100


def stamp(by: Actor, at: datetime | None = None) -> dict[str, Any]:
    """Who wrote a row and when. Takes: the actor; the moment, now when left out. Gives: column values."""
    return {"updated_at": at or timezone.now(), "updated_by": by.id}


def read_identifier(system: IdentifierSystem, text: str) -> Reading:
    """Read a number as its system demands. Takes: the system; the text as typed. Gives: a Reading."""
    if system is IdentifierSystem.NRC:
        return read_nrc(text)
    if system is IdentifierSystem.NUPIN:
        return read_nupin(text)
    if said_none(text):
        return SAID_NONE
    return ok(tidy(text)) if len(text) <= LONGEST_NUMBER else TO_MEND


def read_contact(kind: ContactKind, text: str) -> Reading:
    """Read a phone number or e-mail address. Takes: the kind; the text as typed. Gives: a Reading."""
    return read_email(text) if kind is ContactKind.EMAIL else read_phone(text)


def text_columns(text: str, reading: Reading) -> dict[str, Any]:
    """The columns value, value_given and state. The text as given is kept only where it differs from the value."""
    return {
        "value": reading.value,
        "value_given": None if text == reading.value else text,
        "state": TextState(reading.state.value),
    }


def changed_text(row: Any, text: str, reading: Reading) -> dict[str, Any]:
    """As `text_columns`, but nothing when a row says the same already: its text as first given stays."""
    same = text == row.value_given if reading.value is None else reading.value == row.value
    return {} if same else text_columns(text, reading)


def years_old(birth: details.Birth, on: date) -> int | None:
    """The age in full years on a day, None when the birth is not known. Takes: the birth; the day."""
    age = age_on(birth.date, Precision(birth.precision.value), on)
    return None if age is None else age.years


def identity_columns(identity: details.Identity) -> dict[str, Any]:
    """The columns of patient_core that an identity decides."""
    first_name, surname = tidy(identity.first_name), tidy(identity.surname)
    return {
        "first_name": first_name,
        "first_name_given": None,
        "surname": surname,
        "surname_given": None,
        "sex": identity.sex,
        "sex_given": None,
        "date_of_birth": identity.birth.date,
        "date_of_birth_given": None,
        "birth_precision": identity.birth.precision,
        "is_estimated_dob": identity.birth.is_estimated,
        "age_stated_years": identity.birth.age_stated_years,
        "age_stated_on": identity.birth.age_stated_on,
        "country": tidy(identity.country),
        "no_nrc": identity.no_nrc,
    }


def identifier_row(patient: Patient, system: IdentifierSystem, text: str, by: Actor) -> PatientIdentifier:
    """A number of hers, in use. Takes: the text as typed. Gives: a row not yet saved."""
    columns = text_columns(text, read_identifier(system, text))
    return PatientIdentifier(patient=patient, system=system, **columns, **stamp(by))


def contact_row(patient: Patient, contact: details.Contact, valid: Any, by: Actor) -> PatientContact:
    """A contact for a period of days. Takes: the details; the period. Gives: a row not yet saved; only a usable one is primary."""
    reading = read_contact(contact.kind, contact.text)
    return PatientContact(
        patient=patient,
        kind=contact.kind,
        owner=contact.owner,
        owner_name=tidy(contact.owner_name),
        is_primary=contact.is_primary and reading.value is not None,
        valid=valid,
        **text_columns(contact.text, reading),
        **stamp(by),
    )


def relative_columns(relative: details.Relative) -> dict[str, Any]:
    """The columns of patient_family that a relative's details decide."""
    nrc = read_nrc(relative.nrc)
    return {
        "relative_id": relative.relative_id,
        "first_name": relative.first_name,
        "surname": relative.surname,
        "is_deceased": relative.is_deceased,
        "nrc": nrc.value,
        "nrc_given": None if relative.nrc in (None, nrc.value) else relative.nrc,
        "nrc_state": TextState(nrc.state.value) if relative.nrc else TextState.OK,
        "nationality": relative.nationality,
        "relationship": relative.relationship,
        "phone": relative.phone and (read_phone(relative.phone).value or relative.phone),
    }


def relative_row(patient: Patient, relative: details.Relative, rank: int, by: Actor) -> PatientFamily:
    """A relative of a patient. Takes: the details; `rank`, 0 for the first of a relation. Gives: a row not yet saved."""
    return PatientFamily(
        patient=patient, relation=relative.relation, rank=rank, **relative_columns(relative), **stamp(by)
    )
