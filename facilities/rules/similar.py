"""Which facility a misspelt name means, among candidates that trigram similarity brought.

Source: measured on the legacy sample (115 misspelt names) against the Master Facility List (3,250 folded
names). The name meant was taken to be the nearest by edits, then read through by eye, which favours a rule of
edits. Similarity alone can't tell: it gives `nega nega rural health centre` 0.81 for `new rural health
centre`, for kind words weigh more than names. At 0.75 and 0.05 ahead of the next it takes 81 of the 115, and
15 % of listed names when each is left out of the list in turn. So similarity >= 0.5 only brings candidates
(the 115 lie at 0.53 and above), and a name is taken when one candidate, and no other, is a single edit away:
104 of 115, the other 11 left to a person. Left out in turn, about 11 % of listed names are still taken for a
neighbour one letter away (two edits: 21 %), so keep the name as given and mark the match as a likeness.
"""

from collections.abc import Iterable
from dataclasses import dataclass

CANDIDATE_SIMILARITY = 0.5
CERTAIN_EDITS = 1
OFFERED_EDITS = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """A candidate and how many edits it lies away from the name as given."""

    key: str
    edits: int


def edits_between(one: str, other: str) -> int:
    """How many slips lead from one text to the other.

    Takes: two texts. Gives: letters added, lost, changed or swapped with the next.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, seen in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != seen))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == seen:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def by_likeness(key: str, candidates: Iterable[str]) -> list[Likeness]:
    """Candidates, nearest first.

    Takes: a folded name; folded candidates, repeats allowed. Gives: each once, by edits, then by name.
    """
    found = [Likeness(candidate, edits_between(key, candidate)) for candidate in set(candidates)]
    return sorted(found, key=lambda likeness: (likeness.edits, likeness.key))


def meant(key: str, candidates: Iterable[str]) -> str | None:
    """The one candidate a misspelt name surely means.

    Takes: a folded name; the folded names whose trigram similarity is at least `CANDIDATE_SIMILARITY`.
    Gives: the candidate at most `CERTAIN_EDITS` away if no other is as near, else None: then a person
    decides.
    """
    nearest = by_likeness(key, candidates)[:2]
    if not nearest or nearest[0].edits > CERTAIN_EDITS:
        return None
    return nearest[0].key if len(nearest) == 1 or nearest[0].edits < nearest[1].edits else None


def offered(key: str, candidates: Iterable[str], limit: int = 5) -> list[str]:
    """What to offer a person who mends a name.

    Takes: as `meant`; `limit` >= 1. Gives: candidates at most two edits away, nearest first.
    """
    return [likeness.key for likeness in by_likeness(key, candidates) if likeness.edits <= OFFERED_EDITS][
        :limit
    ]
