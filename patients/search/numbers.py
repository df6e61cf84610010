"""Finding by a number: an identifier, or a phone by its end."""

from uuid import UUID

from django.db.models import Q

from patients.enums import TextState
from patients.models import Patient, PatientContact, PatientIdentifier
from patients.search import ranking
from patients.search.query import PHONE_TAIL, Query
from patients.search.ranking import Candidate

WHOLE_IDENTIFIER, WHOLE_PHONE, PHONE_END, PART_OF_IDENTIFIER = 1.0, 0.9, 0.8, 0.7

Hits = dict[UUID, tuple[float, str]]
Numbered = type[PatientIdentifier] | type[PatientContact]


def by_number(query: Query, facility_id: int | None) -> list[Candidate]:
    """Patients with such an identifier or phone. Takes: the query; where the asker works. Gives: candidates, unordered.

    Each way is asked for by itself: one condition that joins them with OR reads whole tables.
    """
    hits: Hits = {}
    whole, part = Q(search_key=query.key), Q(search_key__contains=query.key)
    _add(hits, _look(PatientIdentifier, whole, facility_id), WHOLE_IDENTIFIER, "identifier")
    if query.digits:
        score = WHOLE_PHONE if len(query.digits) == PHONE_TAIL else PHONE_END
        _add(hits, _look(PatientContact, _is_phone(query.digits), facility_id), score, "phone")
    _add(hits, _look(PatientIdentifier, part, facility_id), PART_OF_IDENTIFIER, "identifier")
    patients = Patient.objects.filter(pk__in=list(hits)).values_list("pk", "facility_id", "surname")
    return [
        Candidate(key, place, surname, hits[key][1], hits[key][0], place == facility_id)
        for key, place, surname in patients
    ]


def _add(hits: Hits, keys: list[UUID], score: float, matched: str) -> None:
    for key in keys:
        hits.setdefault(key, (score, matched))


def _is_phone(digits: str) -> Q:
    """By the end of a number. A text to mend may be two numbers in one field, so there it may stand anywhere."""
    return Q(digits__endswith=digits) | Q(digits__contains=digits, state=TextState.TO_MEND)


def _look(model: Numbered, condition: Q, facility_id: int | None) -> list[UUID]:
    """Whose numbers they are. Those of the asker's facility are asked for apart, so that the country never crowds them out."""
    keys: list[UUID] = []
    for place in (Q(patient__facility_id=facility_id), ~Q(patient__facility_id=facility_id)):
        rows = model._default_manager.filter(condition, place).values_list("patient_id", flat=True)
        keys += rows[: ranking.MOST_CANDIDATES]
    return keys
