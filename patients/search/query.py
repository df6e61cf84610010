"""What was typed, read for everything it can be."""

import re
from dataclasses import dataclass

from patients.rules.names import name_key
from patients.rules.phone import last_digits

LONGEST = 200
MOST_WORDS = 6
# Longer than any part of a name; what follows adds nothing but work.
LONGEST_WORD = 40
SHORTEST_NUMBER = 4
PHONE_TAIL = 9


@dataclass(frozen=True, slots=True)
class Query:
    """`words` are folded name parts; `key` the whole text as an identifier key; `digits` the national part of a phone number."""

    words: tuple[str, ...]
    key: str
    digits: str

    @property
    def is_number(self) -> bool:
        """Whether it can only be an identifier or a phone: it holds digits enough."""
        return len(re.sub(r"\D", "", self.key)) >= SHORTEST_NUMBER


def read_query(text: str) -> Query:
    """Read what was typed. Takes: any text. Gives: a Query, empty when nothing can be searched for."""
    text = text[:LONGEST].replace("\x00", " ")
    key = re.sub(r"[^a-zA-Z0-9]", "", text).lower()
    parts = name_key(re.sub(r"\d", " ", text)).split()[:MOST_WORDS]
    words = tuple(part[:LONGEST_WORD] for part in parts)
    return Query(words=words, key=key, digits=last_digits(text, PHONE_TAIL))
