"""A record in words: what headers, lists and prints show of a patient, and how little of one kept elsewhere."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from patients.enums import ContactKind, FamilyRelation, IdentifierSystem, Sex
from patients.models import Patient
from patients.rules.age import show_age
from patients.rules.birth import Precision, age_on, show_birth
from patients.rules.phone import show_phone


def full_name(patient: Patient) -> str:
    """Her name as a header shows it: `BANDA, Mary`."""
    return ", ".join(part for part in (patient.surname.upper(), patient.first_name) if part)


def shown_age(patient: Patient, on: date) -> str:
    """Her age in words on a day, "about" when it is estimated."""
    return show_age(age_on(patient.date_of_birth, Precision(patient.birth_precision), on))


def age_years(patient: Patient, on: date) -> int | None:
    """Her age in completed years, None when the birth is not known."""
    age = age_on(patient.date_of_birth, Precision(patient.birth_precision), on)
    return None if age is None else age.years


def shown_birth(patient: Patient, on: date) -> str:
    """Her birth date, no more exact than it is known."""
    return show_birth(patient.date_of_birth, Precision(patient.birth_precision), on)


def sex_label(patient: Patient) -> str:
    return str(Sex(patient.sex).label)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A line of a result list. For a record kept elsewhere only what is enough to recognise her."""

    patient_id: str
    name: str
    birth: str
    age: str
    sex: str
    phone: str
    nupin: str
    nrc: str
    art_number: str
    mother: str
    facility: str
    kept_here: bool


def result_row(patient: Patient, *, kept_here: bool, on: date) -> ResultRow:
    """One line for a list. Takes: a patient with identifiers, contacts and family at hand; whether the asker may see all; today."""
    if not kept_here:
        return _partial_row(patient)
    numbers = {
        row.system: row.value or row.value_given or "" for row in patient.identifiers.all() if row.rank == 0
    }
    return ResultRow(
        patient_id=str(patient.pk),
        name=full_name(patient),
        birth=shown_birth(patient, on),
        age=shown_age(patient, on),
        sex=sex_label(patient),
        phone=main_phone(patient),
        nupin=numbers.get(IdentifierSystem.NUPIN, ""),
        nrc=numbers.get(IdentifierSystem.NRC, ""),
        art_number=numbers.get(IdentifierSystem.ART_NUMBER, ""),
        mother=_mother(patient),
        facility=patient.facility.name,
        kept_here=True,
    )


def main_phone(patient: Patient) -> str:
    """The number to call her on today, or ""."""
    phones = [
        row
        for row in patient.contacts.all()
        if row.kind != ContactKind.EMAIL and row.valid.upper is None and row.value
    ]
    phones.sort(key=lambda row: (not row.is_primary, row.kind))
    return show_phone(phones[0].value or "") if phones else ""


def _mother(patient: Patient) -> str:
    """Her first mother: by the record she has here, otherwise as written. The record of a mother kept elsewhere tells nothing."""
    mothers = [row for row in patient.family.all() if row.relation == FamilyRelation.MOTHER]
    if not mothers:
        return ""
    row = min(mothers, key=lambda row: row.rank)
    linked = row.relative if row.relative_id else None
    named = linked if linked is not None and linked.facility_id == patient.facility_id else row
    return " ".join(part for part in (named.first_name, named.surname) if part)


def _partial_row(patient: Patient) -> ResultRow:
    """Initials, birth year, sex, the last digits of the phone and the facility: enough to recognise her, too little to learn from."""
    initials = " ".join(f"{part[0].upper()}." for part in (patient.first_name, patient.surname) if part)
    phone = main_phone(patient)
    return ResultRow(
        patient_id="",
        name=initials,
        birth=str(patient.date_of_birth.year) if patient.date_of_birth else "",
        age="",
        sex=sex_label(patient),
        phone=_("ends in %(digits)s") % {"digits": phone[-3:]} if phone else "",
        nupin="",
        nrc="",
        art_number="",
        mother="",
        facility=patient.facility.name,
        kept_here=False,
    )
