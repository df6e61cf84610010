"""The search itself: a bounded number of candidates by indexed conditions, then the best of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from audit.context import Actor
from patients.models import Patient
from patients.search.names import by_name
from patients.search.numbers import by_number
from patients.search.query import read_query
from patients.search.ranking import Candidate

SHOWN = 20
COUNTED = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A patient found.

    `matched` says by what: "identifier", "phone" or "name"; `score` 0 to 1; `kept_here` whether the asker may see all.
    """

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
    if query.is_number:
        candidates = by_number(query, by.facility_id)
    elif query.words:
        candidates = by_name(query.words, by.facility_id, enough=SHOWN)
    else:
        return NOTHING
    ranked = sorted(candidates, key=lambda item: item.rank)
    count = min(len(ranked), COUNTED)
    return Results(_fetch(ranked[:limit], by), count, len(ranked) > COUNTED)


def _fetch(best: list[Candidate], by: Actor) -> list[Found]:
    patients = _with_shown_parts(item.patient_id for item in best)
    return [
        Found(patients[item.patient_id], item.matched, item.score, item.facility_id == by.facility_id)
        for item in best
        if item.patient_id in patients
    ]


def _with_shown_parts(keys: Iterable[UUID]) -> dict[UUID, Patient]:
    """The patients with the numbers, phones and mother that a result shows, in four queries for the page."""
    patients = Patient.objects.filter(pk__in=list(keys)).select_related("facility")
    return {one.pk: one for one in patients.prefetch_related("identifiers", "contacts", "family")}
