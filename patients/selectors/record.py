"""One record: its parts as they are, or as they were."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from audit.context import Actor
from patients.enums import FamilyRelation, IdentifierSystem
from patients.models import (
    Patient,
    PatientAddress,
    PatientContact,
    PatientFamily,
    PatientIdentifier,
    PatientPersonal,
)
from patients.rules.nupin import read_nupin


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
        now = model.objects.filter(patient=patient, valid__contains=day).order_by(order, "pk")
        return list(_with_places(now))
    history: Any = model.history
    rows = (
        history.filter(patient_id=patient.pk, history_date__lte=moment)
        .order_by("id", "-history_date", "-history_id")
        .distinct("id")
    )
    held = [row for row in _with_places(rows) if row.history_type != "-" and day in row.valid]
    return sorted(held, key=lambda row: getattr(row, order))


def _with_places(rows: Any) -> Any:
    """The same rows, addresses with their district at hand: a line for each is shown."""
    return rows.select_related("district") if hasattr(rows.model, "district") else rows


def identifier_text(row: PatientIdentifier | None) -> str:
    """A number as shown: its normal form, or the text as given while it can't be understood."""
    return "" if row is None else (row.value or row.value_given or "")


def history_of(patient: Patient, part: str) -> list[Any]:
    """Every version of her contacts or addresses, newest first. Takes: `part`, "contacts" or "addresses"."""
    model: Any = {"contacts": PatientContact, "addresses": PatientAddress}[part]
    rows = model.history.filter(patient_id=patient.pk).order_by("-history_date", "-history_id")
    return list(rows.select_related("district") if part == "addresses" else rows)


def kept_here_by_nupin(asker: Actor, text: str) -> Patient | None:
    """The patient kept where the asker works who has exactly this NUPIN. Takes: who asks; the NUPIN as typed."""
    value = read_nupin(text).value
    if value is None:
        return None
    owners = PatientIdentifier.objects.filter(system=IdentifierSystem.NUPIN, value=value, rank=0).values(
        "patient"
    )
    return Patient.objects.kept_at(asker).filter(pk__in=owners).order_by("pk").first()


def nupin_text(patient_id: UUID | None) -> str:
    """The NUPIN of a patient as text, "" when she has none. Takes: her key, or None for nobody."""
    if patient_id is None:
        return ""
    rows = PatientIdentifier.objects.filter(patient_id=patient_id, system=IdentifierSystem.NUPIN, rank=0)
    return identifier_text(rows.first())


def actor_name(actor_id: str) -> str:
    """The name behind the actor's id that a row carries, "" for a program. Takes: the id as text."""
    user = (
        User.objects.filter(pk=int(actor_id)).first() if actor_id.isascii() and actor_id.isdigit() else None
    )
    return user.name if user else ""
