"""The search itself: candidates by indexed conditions, then ranked by how well they fit."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from audit.context import Actor
from patients.models import Patient, PatientContact, PatientIdentifier
from patients.search.query import Query, read_query

SIMILAR = 0.55
SHOWN = 20
COUNTED = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A patient found. `matched` says by what: "identifier", "phone" or "name"; `score` 0 to 1; `kept_here` whether the asker may see all."""

    patient: Patient
    matched: str
    score: float
    kept_here: bool


@dataclass(frozen=True, slots=True)
class Results:
    """The best of what was found, and how many there are; `more_than` when there are more than are counted."""

    found: list[Found]
    count: int
    more_than: bool


NOTHING = Results([], 0, False)


def find(text: str, *, by: Actor, limit: int = SHOWN) -> Results:
    """Find patients by whatever was typed: a number with or without its slashes, a phone or its last digits, names in any order.

    Takes: `text`, any; `by`, who asks; `limit`, how many to give. Gives: Results, records of the asker's facility first among equals.
    """
    query = read_query(text)
    candidates = _candidates(query)
    if candidates is None:
        return NOTHING
    ranked = candidates.order_by("-score", F("surname").asc(), "pk").select_related("facility")
    count = ranked.values("pk")[: COUNTED + 1].count()
    rows: list[Any] = list(_with_shown_parts(ranked[:limit]))
    return Results(
        [Found(row, row.matched, float(row.score), row.facility_id == by.facility_id) for row in rows],
        min(count, COUNTED),
        count > COUNTED,
    )


def _candidates(query: Query) -> QuerySet[Patient] | None:
    if query.is_number:
        return _by_number(query)
    if query.words:
        return _by_name(query)
    return None


def _by_number(query: Query) -> QuerySet[Patient]:
    identifiers = PatientIdentifier.objects.filter(patient=OuterRef("pk"))
    whole = Exists(identifiers.filter(search_key=query.key))
    part = Exists(identifiers.filter(search_key__contains=query.key))
    by_identifier = PatientIdentifier.objects.filter(search_key__contains=query.key).values("patient")
    condition = Q(pk__in=by_identifier)
    cases = [When(whole, then=Value(1.0)), When(part, then=Value(0.7))]
    matched = Case(When(part, then=Value("identifier")), default=Value("phone"))
    if query.digits:
        by_phone = PatientContact.objects.filter(digits__endswith=query.digits).values("patient")
        condition |= Q(pk__in=by_phone)
    return Patient.objects.filter(condition).annotate(
        score=Case(*cases, default=Value(0.8), output_field=FloatField()), matched=matched
    )


def _by_name(query: Query) -> QuerySet[Patient]:
    condition = Q()
    score: Any = Value(0.0, output_field=FloatField())
    for word in query.words:
        padded = f" {word}"
        starts = Q(name_key__startswith=word) | Q(name_key__contains=padded)
        similar = Q(name_key__trigram_word_similar=word) if len(word) >= SHORTEST_FUZZY else Q()
        condition &= (starts | similar) if similar else starts
        likeness = TrigramWordSimilarity(Value(word), "name_key")
        score = score + Case(When(starts, then=Greatest(likeness, Value(0.9))), default=likeness, output_field=FloatField())
    total: Any = score / Value(float(len(query.words)))
    return Patient.objects.filter(condition).annotate(score=total, matched=Value("name")).filter(score__gte=SIMILAR)


SHORTEST_FUZZY = 4


def _with_shown_parts(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """The numbers, phones and mother that a result shows, in three queries for the page."""
    return patients.prefetch_related("identifiers", "contacts", "family")
