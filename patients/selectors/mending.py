"""Values that came as they were and wait for a person who knows what they mean."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from audit.context import Actor
from patients.enums import BirthPrecision, ContactKind, IdentifierSystem, Sex, TextState
from patients.models import Patient, PatientContact, PatientFamily, PatientIdentifier, PatientPersonal
from patients.models.personal import marital_to_mend

COUNTED = 1000
SHOWN_SHARERS = 10


@dataclass(frozen=True, slots=True)
class ToMend:
    """One value to mend. `row` is the row that holds it; `given` the text as given, a date for a birth."""

    kind: str
    row: Any
    patient: Patient
    given: str | date


@dataclass(frozen=True, slots=True)
class Sharer:
    """A patient who has a number that another has too. `kept_here` says whether the asker may see all of her."""

    patient: Patient
    kept_here: bool


def _contacts(asker: Actor) -> QuerySet[Any]:
    rows = PatientContact.objects.filter(state=TextState.TO_MEND, valid__upper_inf=True)
    return _kept(rows, asker)


def _phones(asker: Actor) -> QuerySet[Any]:
    return _contacts(asker).filter(kind__in=[kind for kind in ContactKind if kind != ContactKind.EMAIL])


def _emails(asker: Actor) -> QuerySet[Any]:
    return _contacts(asker).filter(kind=ContactKind.EMAIL)


def _identifiers(system: IdentifierSystem) -> Callable[[Actor], QuerySet[Any]]:
    def rows(asker: Actor) -> QuerySet[Any]:
        return _kept(PatientIdentifier.objects.filter(system=system, rank=0, state=TextState.TO_MEND), asker)

    return rows


def _shared(system: IdentifierSystem) -> Callable[[Actor], QuerySet[Any]]:
    def rows(asker: Actor) -> QuerySet[Any]:
        others = PatientIdentifier.objects.filter(system=system, rank=0, value=OuterRef("value"))
        mine = PatientIdentifier.objects.filter(
            system=system, rank=0, may_be_shared=True, value__isnull=False, shared_because__isnull=True
        )
        return _kept(mine.filter(Exists(others.exclude(patient=OuterRef("patient")))), asker)

    return rows


def _sexes(asker: Actor) -> QuerySet[Any]:
    return Patient.objects.kept_at(asker).filter(sex=Sex.UNKNOWN, sex_given__isnull=False).order_by("pk")


def _births(asker: Actor) -> QuerySet[Any]:
    unusable = Q(birth_precision=BirthPrecision.UNKNOWN, date_of_birth_given__isnull=False)
    return Patient.objects.kept_at(asker).filter(unusable).order_by("pk")


def _relatives(asker: Actor) -> QuerySet[Any]:
    return _kept(PatientFamily.objects.filter(nrc_state=TextState.TO_MEND), asker)


def _maritals(asker: Actor) -> QuerySet[Any]:
    return _kept(PatientPersonal.objects.filter(marital_to_mend()), asker)


def _nowhere(asker: Actor) -> QuerySet[Any]:
    """Records whose facility could not be matched, those first whose text is most like the asker's facility."""
    if asker.facility_id is None:
        return Patient.objects.none()
    likeness = TrigramSimilarity(Coalesce("facility_given", Value("")), asker.facility_name)
    rows = Patient.objects.filter(facility__is_unknown=True).annotate(likeness=likeness)
    return rows.select_related("facility").order_by("-likeness", "pk")


def _kept(rows: QuerySet[Any], asker: Actor) -> QuerySet[Any]:
    if asker.facility_id is None:
        return rows.none()
    return (
        rows.filter(patient__facility_id=asker.facility_id).select_related("patient__facility").order_by("pk")
    )


QUEUES: dict[str, Callable[[Actor], QuerySet[Any]]] = {
    "phone": _phones,
    "email": _emails,
    "nrc": _identifiers(IdentifierSystem.NRC),
    "nupin": _identifiers(IdentifierSystem.NUPIN),
    "art-number": _identifiers(IdentifierSystem.ART_NUMBER),
    "napsa": _identifiers(IdentifierSystem.NAPSA),
    "under-five-card": _identifiers(IdentifierSystem.UNDER_FIVE_CARD),
    "passport": _identifiers(IdentifierSystem.PASSPORT),
    "sex": _sexes,
    "birth": _births,
    "marital": _maritals,
    "relative-nrc": _relatives,
    "nrc-shared": _shared(IdentifierSystem.NRC),
    "nupin-shared": _shared(IdentifierSystem.NUPIN),
    "facility": _nowhere,
}


def counts(asker: Actor) -> dict[str, int]:
    """How many values of each kind wait where the asker works, up to 1,001. Takes: who asks. Gives: counts by kind."""
    return {kind: queue(asker).order_by()[: COUNTED + 1].count() for kind, queue in QUEUES.items()}


def first_to_mend(asker: Actor, kind: str, *, after: UUID | None = None) -> UUID | None:
    """The key of the next row to mend.

    Takes: who asks; a kind of QUEUES; `after`, a row that was skipped. Gives: a key, None when there is none behind it.
    """
    keys = list(QUEUES[kind](asker).values_list("pk", flat=True)[: COUNTED + 1])
    if after is None:
        return keys[0] if keys else None
    behind: list[UUID] = keys[keys.index(after) + 1 :] if after in keys else []
    return behind[0] if behind else None


def one_to_mend(asker: Actor, kind: str, row_id: UUID) -> ToMend | None:
    """One value to mend, if it still waits and the asker may mend it. Takes: who asks; the kind; the key of its row."""
    row = QUEUES[kind](asker).filter(pk=row_id).first()
    if row is None:
        return None
    patient = row if isinstance(row, Patient) else row.patient
    return ToMend(kind, row, patient, _given(kind, row))


def _given(kind: str, row: Any) -> str | date:
    if kind == "sex":
        return str(row.sex_given)
    if kind == "birth":
        given: date = row.date_of_birth_given
        return given
    if kind == "facility":
        return row.facility_given or ""
    if kind == "marital":
        return row.marital_status_given or ""
    if kind == "relative-nrc":
        return row.nrc_given or ""
    return row.value_given or row.value or ""


def sharers(row: PatientIdentifier, asker: Actor) -> list[Sharer]:
    """All who have the number of a row, herself among them. Takes: the row; who asks. Gives: ten at most."""
    owners = PatientIdentifier.objects.filter(system=row.system, rank=0, value=row.value).values("patient")
    patients = (
        Patient.objects.filter(pk__in=owners)
        .select_related("facility")
        .prefetch_related("identifiers", "contacts", "family__relative")
        .order_by("pk")[:SHOWN_SHARERS]
    )
    return [Sharer(patient, patient.facility_id == asker.facility_id) for patient in patients]


def has_other_phone(patient: Patient) -> bool:
    """Whether she has another cellphone today, so that a second number finds no room."""
    return PatientContact.objects.filter(
        patient=patient, kind=ContactKind.OTHER_CELLPHONE, valid__upper_inf=True
    ).exists()


def was_mended(asker: Actor, kind: str, row_id: UUID) -> bool:
    """Whether a row is kept where the asker works, so that it can only have been mended meanwhile. Takes: as `one_to_mend`."""
    if kind in ("sex", "birth", "facility"):
        return Patient.objects.kept_at(asker).filter(pk=row_id).exists()
    model: Any = PatientFamily if kind == "relative-nrc" else PatientIdentifier
    model = PatientContact if kind in ("phone", "email") else model
    model = PatientPersonal if kind == "marital" else model
    return bool(_kept(model.objects.filter(pk=row_id), asker).exists())
