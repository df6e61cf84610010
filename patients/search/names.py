"""Finding by names: every word must begin a part of the name; where few do, one slip of the finger in a word is forgiven."""

from uuid import UUID

from django.db.models import Q

from patients.models import Patient, PatientQuerySet
from patients.search import ranking
from patients.search.ranking import Candidate

WORD, BEGINNING, SLIP = 1.0, 0.9, 0.6
# The pattern of a slip grows with the square of the word, and the time to read it with more: 55 s for 200 letters.
SHORTEST_FORGIVEN, LONGEST_FORGIVEN = 4, 20

Words = tuple[str, ...]


def by_name(words: Words, facility_id: int | None, *, enough: int) -> list[Candidate]:
    """Patients whose name holds all words, in any order.

    Takes: folded words; where the asker works; `enough`, how many make slips not worth looking for. Gives: candidates, unordered.
    """
    exact, forgiving = Q(), Q()
    for word in words:
        exact &= _begins(word)
        forgiving &= _begins(word) | _slipped(word) if _is_forgiven(word) else _begins(word)
    found = _look(exact, words, facility_id)
    if len(found) < enough and any(_is_forgiven(word) for word in words):
        found = _look(forgiving, words, facility_id) | found
    return list(found.values())


def _look(condition: Q, words: Words, facility_id: int | None) -> dict[UUID, Candidate]:
    """Those kept where the asker works are asked for apart, so that a common name elsewhere never crowds them out."""
    patients = Patient.objects.filter(condition)
    here = Q(facility_id=facility_id)
    elsewhere = _candidates(patients.exclude(here), words, facility_id)
    return elsewhere | _candidates(patients.filter(here), words, facility_id)


def _candidates(patients: PatientQuerySet, words: Words, facility_id: int | None) -> dict[UUID, Candidate]:
    rows = patients.values_list("pk", "facility_id", "surname", "name_key")[: ranking.MOST_CANDIDATES]
    return {
        key: Candidate(key, place, surname, "name", score(words, name), place == facility_id)
        for key, place, surname, name in rows
    }


def _is_forgiven(word: str) -> bool:
    return SHORTEST_FORGIVEN <= len(word) <= LONGEST_FORGIVEN


def _begins(word: str) -> Q:
    padded = f" {word}"
    return Q(name_key__startswith=word) | Q(name_key__contains=padded)


def _slipped(word: str) -> Q:
    return Q(name_key__trigram_word_similar=word) & Q(name_key__regex=one_slip(word))


def one_slip(word: str) -> str:
    """A pattern for the beginning of a name part that is one slip away from a word.

    Takes: a folded word, letters only, of at most LONGEST_FORGIVEN. Gives: a pattern of PostgreSQL: one letter wrong,
    missing or too many, or two swapped.
    """
    ways = {f"{word[:at]}\\w{{0,2}}{word[at + 1 :]}" for at in range(len(word))}
    ways |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return f"\\m({'|'.join(sorted(ways))})"


def score(words: Words, name: str) -> float:
    """How well a name fits. Takes: folded words, all fitting; a folded name. Gives: 0 to 1."""
    parts = name.split(" ")
    return sum(_fit(word, parts) for word in words) / len(words)


def _fit(word: str, parts: list[str]) -> float:
    if word in parts:
        return WORD
    return BEGINNING if any(part.startswith(word) for part in parts) else SLIP
