"""Finding by a number: an identifier, or a phone by its end."""

from uuid import UUID

from patients.models import Patient, PatientContact, PatientIdentifier
from patients.search.query import PHONE_TAIL, Query
from patients.search.ranking import MOST_CANDIDATES, Candidate

WHOLE_IDENTIFIER, WHOLE_PHONE, PHONE_END, PART_OF_IDENTIFIER = 1.0, 0.9, 0.8, 0.7

Hits = dict[UUID, tuple[float, str]]


def by_number(query: Query, facility_id: int | None) -> list[Candidate]:
    """Patients with such an identifier or phone. Takes: the query; where the asker works. Gives: candidates, unordered.

    Each way is asked for by itself: one condition that joins them with OR reads whole tables.
    """
    hits: Hits = {}
    _add(hits, _identifiers(query, whole=True), WHOLE_IDENTIFIER, "identifier")
    if len(query.digits) == PHONE_TAIL:
        _add(hits, _phones(query), WHOLE_PHONE, "phone")
    elif query.digits:
        _add(hits, _phones(query), PHONE_END, "phone")
    _add(hits, _identifiers(query, whole=False), PART_OF_IDENTIFIER, "identifier")
    patients = Patient.objects.filter(pk__in=list(hits)).values_list("pk", "facility_id", "surname")
    return [
        Candidate(key, place, surname, hits[key][1], hits[key][0], place == facility_id)
        for key, place, surname in patients
    ]


def _add(hits: Hits, keys: list[UUID], score: float, matched: str) -> None:
    for key in keys:
        hits.setdefault(key, (score, matched))


def _identifiers(query: Query, *, whole: bool) -> list[UUID]:
    condition = {"search_key" if whole else "search_key__contains": query.key}
    rows = PatientIdentifier.objects.filter(**condition)
    return list(rows.values_list("patient_id", flat=True)[:MOST_CANDIDATES])


def _phones(query: Query) -> list[UUID]:
    rows = PatientContact.objects.filter(digits__endswith=query.digits)
    return list(rows.values_list("patient_id", flat=True)[:MOST_CANDIDATES])
