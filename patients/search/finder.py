"""The search itself: a bounded number of candidates by indexed conditions, then the best of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from audit.context import Actor
from audit.enums import Action
from audit.reads import digest_of, note
from patients.models import Patient
from patients.search.names import by_name
from patients.search.numbers import by_number
from patients.search.query import Query, read_query
from patients.search.ranking import Candidate

SHOWN = 20
COUNTED = 200
# Any search that an index can answer takes far less; what takes longer must not hold a core.
LONGEST_MILLISECONDS = 3000
# Low enough for one wrong letter in five; the pattern beside it throws out what is merely alike.
ALIKE = 0.3


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
    """The best of what was found, and how many there are; `more_than` when there are more than are counted.

    `too_much`: the search was given up because it took too long, so that nothing found means nothing.
    """

    found: list[Found]
    count: int
    more_than: bool
    too_much: bool = False


NOTHING = Results([], 0, False)
GIVEN_UP = Results([], 0, False, too_much=True)


def find(text: str, *, by: Actor, limit: int = SHOWN) -> Results:
    """Find patients by whatever was typed: a number with or without its slashes, a phone or its last digits, names in any order.

    Takes: `text`, any; `by`, who asks; `limit`, how many to give. Gives: Results, records of the asker's facility first among equals.
    """
    query = read_query(text)
    if not query.is_number and not query.words:
        return NOTHING
    try:
        with transaction.atomic():
            _set_bounds()
            candidates = _candidates(query, by)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            note(
                Action.LISTED,
                by=by,
                what="patients.search",
                detail={"given_up": 1, "searched": digest_of(text)},
            )
            return GIVEN_UP
        raise
    ranked = sorted(candidates, key=lambda item: item.rank)
    count = min(len(ranked), COUNTED)
    found = _fetch(ranked[:limit], by)
    # Written before anybody is shown, and also when nobody was found: to look for a name is to look.
    sought: dict[str, str | int] = {"found": len(found), "searched": digest_of(text)}
    note(
        Action.LISTED,
        by=by,
        what="patients.search",
        patients=[one.patient.pk for one in found],
        detail=sought,
    )
    return Results(found, count, len(ranked) > COUNTED)


def _set_bounds() -> None:
    """For the transaction at hand: how long one query may take, and how unlike a name may be."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true),"
            " set_config('pg_trgm.word_similarity_threshold', %s, true)",
            [str(LONGEST_MILLISECONDS), str(ALIKE)],
        )


def _candidates(query: Query, by: Actor) -> list[Candidate]:
    if query.is_number:
        return by_number(query, by.facility_id)
    return by_name(query.words, by.facility_id, enough=SHOWN)


def _fetch(best: list[Candidate], by: Actor) -> list[Found]:
    patients = _with_shown_parts(item.patient_id for item in best)
    return [
        Found(patients[item.patient_id], item.matched, item.score, item.facility_id == by.facility_id)
        for item in best
        if item.patient_id in patients
    ]


def _with_shown_parts(keys: Iterable[UUID]) -> dict[UUID, Patient]:
    """The patients with the numbers, phones and mother that a result shows, in five queries for the page."""
    patients = Patient.objects.filter(pk__in=list(keys)).select_related("facility")
    return {one.pk: one for one in patients.prefetch_related("identifiers", "contacts", "family__relative")}
