"""One record in words: its header, and its sections of questions and answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.context import Actor
from patients.enums import FamilyRelation, IdentifierSystem, MaritalStatus, Sex, TextState
from patients.models import Patient, PatientContact, PatientIdentifier, PatientPersonal
from patients.presenting import full_name, result_row, sex_label, shown_age, shown_birth
from patients.rules.birth import show_day, show_given
from patients.rules.phone import show_phone
from patients.selectors.record import FamilyLine, Record
from patients.timelines import contact_text, whose

CONVERSE = {
    FamilyRelation.MOTHER: gettext_lazy("Child"),
    FamilyRelation.FATHER: gettext_lazy("Child"),
    FamilyRelation.GUARDIAN: gettext_lazy("Ward"),
    FamilyRelation.SPOUSE: gettext_lazy("Spouse or partner"),
}
PERSONAL = {
    "home_language": gettext_lazy("Home language"),
    "other_home_language": gettext_lazy("Other home language"),
    "birth_place": gettext_lazy("Place of birth"),
    "district_of_birth": gettext_lazy("District of birth"),
    "province_of_birth": gettext_lazy("Province of birth"),
    "religious_category": gettext_lazy("Religion"),
    "religious_denomination": gettext_lazy("Denomination"),
    "other_religious_denomination": gettext_lazy("Other denomination"),
    "education_level": gettext_lazy("Education"),
    "other_education_level": gettext_lazy("Other education"),
    "occupation": gettext_lazy("Occupation"),
    "other_occupation": gettext_lazy("Other occupation"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its answer. `to_mend` marks a text that nobody could understand yet."""

    key: str
    value: str
    to_mend: bool = False


@dataclass(frozen=True, slots=True)
class RelativeLine:
    """A relative as shown. `patient_id` is set when her record may be opened; `row_id` when the line may be changed here."""

    label: str
    name: str
    detail: str
    patient_id: UUID | None
    row_id: UUID | None
    to_mend: bool


def header(record: Record, today: date) -> dict[str, Any]:
    """What stands above every page of a record. Takes: the record; today. Gives: the values of components/patient_header.html."""
    patient = record.patient
    numbers = [
        {"label": str(system.label), "value": row.value}
        for system in (IdentifierSystem.NUPIN, IdentifierSystem.NRC, IdentifierSystem.ART_NUMBER)
        if (row := record.identifiers.get(system)) is not None and row.value
    ]
    return {
        "name": full_name(patient),
        "age": shown_age(patient, today),
        "born": "" if patient.date_of_birth is None else shown_birth(patient, today).split(" (")[0],
        "sex": sex_label(patient),
        "identifiers": numbers,
        "phone": _phone(record, today),
        "facility": patient.facility.name,
    }


def _phone(record: Record, today: date) -> str:
    phones = [
        row for row in record.contacts if row.value and row.value.startswith("+") and today in row.valid
    ]
    if not phones:
        return _("None") if record.patient.no_phone else ""
    row: PatientContact = min(phones, key=lambda row: (not row.is_primary, row.kind))
    owner = whose(row)
    return f"{contact_text(row)} ({owner})" if owner else contact_text(row)


def identity_rows(record: Record, today: date) -> list[Row]:
    """Name, sex, birth, country and numbers. Takes: the record; today."""
    patient = record.patient
    sex_open = patient.sex == Sex.UNKNOWN and bool(patient.sex_given)
    return [
        Row(_("Surname"), patient.surname),
        Row(_("First names"), patient.first_name),
        Row(_("Sex"), (patient.sex_given or "") if sex_open else sex_label(patient), sex_open),
        _birth_row(patient, today),
        Row(_("Country"), patient.country),
        *[
            _number_row(system, record, patient)
            for system in IdentifierSystem
            if _has_place(system, record, patient)
        ],
    ]


def _birth_row(patient: Patient, today: date) -> Row:
    if patient.date_of_birth is None and patient.date_of_birth_given is not None:
        return Row(_("Born"), show_given(patient.date_of_birth_given), True)
    text = shown_birth(patient, today)
    if patient.age_stated_years is not None and patient.age_stated_on is not None:
        stated = _("stated as %(age)d on %(day)s")
        text += ", " + stated % {"age": patient.age_stated_years, "day": show_day(patient.age_stated_on)}
    return Row(_("Born"), text)


def _has_place(system: IdentifierSystem, record: Record, patient: Patient) -> bool:
    """Whether a number is worth a line: it is there, or one expects it."""
    row = record.identifiers.get(system)
    there = row is not None and row.state != TextState.SAID_NONE
    return (
        there or system == IdentifierSystem.NUPIN or (system == IdentifierSystem.NRC and bool(patient.no_nrc))
    )


def _number_row(system: IdentifierSystem, record: Record, patient: Patient) -> Row:
    row: PatientIdentifier | None = record.identifiers.get(system)
    if row is None or row.state == TextState.SAID_NONE:
        none = system == IdentifierSystem.NRC and patient.no_nrc
        return Row(str(system.label), _("She has none") if none else "")
    return Row(str(system.label), row.value or row.value_given or "", row.state == TextState.TO_MEND)


def personal_rows(personal: PatientPersonal | None) -> list[Row]:
    """What else she told us; only what was asked. Takes: the row or None."""
    if personal is None:
        return []
    status = (
        MaritalStatus(personal.marital_status).label
        if personal.marital_status
        else personal.marital_status_given
    )
    born = (
        {True: _("Yes"), False: _("No")}.get(personal.is_born_in_zambia)
        if personal.is_born_in_zambia is not None
        else ""
    )
    rows = [Row(_("Marital status"), str(status or "")), Row(_("Born in Zambia"), born or "")]
    rows += [Row(str(label), getattr(personal, name) or "") for name, label in PERSONAL.items()]
    return [row for row in rows if row.value]


def family_lines(record: Record, asker: Actor, today: date) -> list[RelativeLine]:
    """Her relatives, then those whose relative she is. Takes: the record; who asks; today."""
    return [_relative_line(line, asker, today) for line in record.family]


def _relative_line(line: FamilyLine, asker: Actor, today: date) -> RelativeLine:
    row = line.row
    label = str(CONVERSE[line.relation] if line.converse else line.relation.label)
    if line.relation == FamilyRelation.GUARDIAN and row.relationship and not line.converse:
        label = f"{label} ({row.relationship})"
    kept_here = line.patient is not None and line.patient.facility_id == asker.facility_id
    return RelativeLine(
        label=label,
        name=_relative_name(line, kept_here, today),
        detail="" if line.converse else _relative_detail(line),
        patient_id=line.patient.pk if line.patient is not None and kept_here else None,
        row_id=None if line.converse else row.pk,
        to_mend=not line.converse and row.nrc_state == TextState.TO_MEND,
    )


def _relative_name(line: FamilyLine, kept_here: bool, today: date) -> str:
    if line.patient is not None and kept_here:
        return full_name(line.patient)
    if not line.converse and (line.row.surname or line.row.first_name):
        return ", ".join(part for part in (line.row.surname, line.row.first_name) if part)
    if line.patient is None:
        return _("No name written")
    there = result_row(line.patient, kept_here=False, on=today)
    return _("%(initials)s, kept at %(facility)s") % {"initials": there.name, "facility": there.facility}


def _relative_detail(line: FamilyLine) -> str:
    row = line.row
    nrc = row.nrc or (row.nrc_given if row.nrc_state == TextState.TO_MEND else "")
    parts = [
        _("has died") if row.is_deceased else "",
        _("NRC %(nrc)s") % {"nrc": nrc} if nrc else "",
        show_phone(row.phone) if row.phone else "",
        row.nationality or "",
    ]
    return "; ".join(part for part in parts if part)
