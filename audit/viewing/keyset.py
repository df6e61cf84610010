"""A place in the trail: the moment and number of an event, as text for an address."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_TEXT = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 253_402_300_799_000_000


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an event stands: `occurred_at` to the microsecond, then `id`, which tells events of one moment apart."""

    occurred_at: datetime
    id: int

    def __str__(self) -> str:
        return f"{(self.occurred_at - _EPOCH) // timedelta(microseconds=1)}-{self.id}"


def read_place(text: str) -> Place | None:
    """The place that a text means. Takes: `1795392180123456-42`. Gives: None for any other text."""
    found = _TEXT.fullmatch(text)
    if found is None or int(found[1]) > _LAST:
        return None
    return Place(_EPOCH + timedelta(microseconds=int(found[1])), int(found[2]))
