"""Somebody registered already? The simple kind: the same NRC; the same phone and a similar name; the same name and age."""

from dataclasses import dataclass
from itertools import permutations

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
FEWEST_NAMES = 2
MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Twin:
    """A patient who may be the same woman, and why: "nrc", "phone", "birth"."""

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
    for patient in _with_name_and_birth(registration):
        reasons.setdefault(patient, []).append("birth")
    return [
        Twin(patient, tuple(why), patient.facility_id == by.facility_id) for patient, why in reasons.items()
    ][:MOST]


def marks_of(registration: Registration) -> set[str]:
    """What two registrations of one woman have in common, one text for each: her names in any order, her NRC, each phone."""
    identity = registration.identity
    nrc = read_nrc(identity.identifiers.get(IdentifierSystem.NRC)).value
    names = " ".join(sorted(name_key(f"{identity.first_name} {identity.surname}").split()))
    return {mark for mark in (names, nrc, *_phones(registration)) if mark}


def _with_name_and_birth(registration: Registration) -> list[Patient]:
    """The same names in any order, born in the same year or the next to it: all that a woman with no phone or NRC leaves."""
    born = registration.identity.birth.date
    words = name_key(f"{registration.identity.first_name} {registration.identity.surname}").split()
    if born is None or len(words) < FEWEST_NAMES:
        return []
    keys = [" ".join(order) for order in permutations(words[:MOST_NAMES])]
    return list(
        Patient.objects.filter(name_key__in=keys, date_of_birth__year__range=(born.year - 1, born.year + 1))
        .select_related("facility")
        .order_by("pk")[:MOST]
    )


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
