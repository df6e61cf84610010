"""Somebody registered already? The simple kind: the same NRC, or the same phone and a similar name."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity

from audit.context import Actor
from patients.details import Registration
from patients.enums import ContactKind, IdentifierSystem
from patients.models import Patient, PatientContact, PatientIdentifier
from patients.rules.names import name_key
from patients.rules.nrc import read_nrc
from patients.rules.phone import read_phone

SIMILAR_NAME = 0.4
MOST = 5


@dataclass(frozen=True, slots=True)
class Twin:
    """A patient who may be the same woman, and why: "nrc", "phone"."""

    patient: Patient
    reasons: tuple[str, ...]
    kept_here: bool


def possible_twins(registration: Registration, *, by: Actor) -> list[Twin]:
    """Patients who may be the one being registered, the strongest first. Takes: what was typed; who asks."""
    reasons: dict[Patient, list[str]] = {}
    nrc = read_nrc(registration.identity.identifiers.get(IdentifierSystem.NRC))
    if nrc.value:
        for patient in _with_identifier(IdentifierSystem.NRC, nrc.value):
            reasons.setdefault(patient, []).append("nrc")
    for phone in _phones(registration):
        for patient in _with_phone_and_name(phone, registration):
            if "phone" not in reasons.setdefault(patient, []):
                reasons[patient].append("phone")
    return [
        Twin(patient, tuple(why), patient.facility_id == by.facility_id) for patient, why in reasons.items()
    ][:MOST]


def _phones(registration: Registration) -> list[str]:
    readings = [read_phone(item.text) for item in registration.contacts if item.kind != ContactKind.EMAIL]
    return [reading.value for reading in readings if reading.value]


def _with_identifier(system: IdentifierSystem, value: str) -> list[Patient]:
    owners = PatientIdentifier.objects.filter(system=system, value=value).values("patient")
    return list(Patient.objects.filter(pk__in=owners).select_related("facility").order_by("pk")[:MOST])


def _with_phone_and_name(phone: str, registration: Registration) -> list[Patient]:
    name = name_key(f"{registration.identity.first_name} {registration.identity.surname}")
    owners = PatientContact.objects.filter(value=phone).values("patient")
    return list(
        Patient.objects.filter(pk__in=owners)
        .annotate(likeness=TrigramSimilarity("name_key", name))
        .filter(likeness__gte=SIMILAR_NAME)
        .select_related("facility")
        .order_by("-likeness", "pk")[:MOST]
    )
