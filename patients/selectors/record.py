"""One record: its parts as they are, or as they were."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from patients.enums import FamilyRelation, IdentifierSystem
from patients.models import (
    Patient,
    PatientAddress,
    PatientContact,
    PatientFamily,
    PatientIdentifier,
    PatientPersonal,
)


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A relative as shown on a page.

    `patient` is set when she is a patient of ours; `converse` when the row is hers, seen from the other side.
    """

    row: PatientFamily
    relation: FamilyRelation
    patient: Patient | None
    converse: bool


@dataclass(frozen=True, slots=True)
class Record:
    """Everything of one patient that a page shows."""

    patient: Patient
    identifiers: dict[str, PatientIdentifier]
    contacts: list[Any]
    addresses: list[Any]
    family: list[FamilyLine]
    personal: PatientPersonal | None


def record_of(patient: Patient) -> Record:
    """The parts of a record that was opened; `open_patient` decides who may.

    Takes: the patient. Gives: a Record, in seven queries at most.
    """
    identifiers = PatientIdentifier.objects.filter(patient=patient, rank=0).order_by("system")
    return Record(
        patient=patient,
        identifiers={row.system: row for row in identifiers},
        contacts=list(PatientContact.objects.filter(patient=patient).order_by("kind", "-valid", "pk")),
        addresses=list(
            PatientAddress.objects.filter(patient=patient)
            .select_related("district")
            .order_by("use", "-valid", "pk")
        ),
        family=_family(patient),
        personal=PatientPersonal.objects.filter(patient=patient).first(),
    )


def _family(patient: Patient) -> list[FamilyLine]:
    own = (
        PatientFamily.objects.filter(patient=patient).select_related("relative").order_by("relation", "rank")
    )
    others = (
        PatientFamily.objects.filter(relative=patient).select_related("patient").order_by("relation", "pk")
    )
    lines = [FamilyLine(row, FamilyRelation(row.relation), row.relative, False) for row in own]
    return lines + [FamilyLine(row, FamilyRelation(row.relation), row.patient, True) for row in others]


def contacts_as_of(patient: Patient, *, lived_on: date, known_at: datetime | None = None) -> list[Any]:
    """How she could be reached on a day, as it was known at a moment (now when left out).

    Takes: `lived_on`, the day it was true (valid time); `known_at`, the moment it was believed (recorded time).
    Gives: contacts, or their history rows, that held on that day.
    """
    return _as_of(PatientContact, patient, "kind", lived_on, known_at)


def addresses_as_of(patient: Patient, *, lived_on: date, known_at: datetime | None = None) -> list[Any]:
    """Where she lived on a day, as it was known at a moment. As `contacts_as_of`."""
    return _as_of(PatientAddress, patient, "use", lived_on, known_at)


def _as_of(
    model: type[PatientContact] | type[PatientAddress],
    patient: Patient,
    order: str,
    day: date,
    moment: datetime | None,
) -> list[Any]:
    if moment is None:
        return list(model.objects.filter(patient=patient, valid__contains=day).order_by(order, "pk"))
    history: Any = model.history
    rows = (
        history.filter(patient_id=patient.pk, history_date__lte=moment)
        .order_by("id", "-history_date", "-history_id")
        .distinct("id")
    )
    held = [row for row in rows if row.history_type != "-" and day in row.valid]
    return sorted(held, key=lambda row: getattr(row, order))


def identifier_text(row: PatientIdentifier | None) -> str:
    """A number as shown: its normal form, or the text as given while it can't be understood."""
    return "" if row is None else (row.value or row.value_given or "")


def history_of(patient: Patient, part: str) -> list[Any]:
    """Every version of her contacts or addresses, newest first. Takes: `part`, "contacts" or "addresses"."""
    model: Any = {"contacts": PatientContact, "addresses": PatientAddress}[part]
    return list(model.history.filter(patient_id=patient.pk).order_by("-history_date", "-history_id"))


def nupin_of(record: Record) -> str:
    """Her NUPIN as text, or ""."""
    return identifier_text(record.identifiers.get(IdentifierSystem.NUPIN))
