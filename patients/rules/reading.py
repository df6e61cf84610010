"""The result of reading a text somebody gave: the value it holds, or why it holds none."""

from dataclasses import dataclass
from enum import StrEnum


class TextState(StrEnum):
    """What became of a text that was given. The SQL twin is `smartcare_text_state`."""

    OK = "ok"
    SAID_NONE = "said_none"
    TO_MEND = "to_mend"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read. `value` is set exactly when `state` is ok; the text as given is kept by the caller."""

    value: str | None
    state: TextState


SAID_NONE = Reading(None, TextState.SAID_NONE)
TO_MEND = Reading(None, TextState.TO_MEND)


def ok(value: str) -> Reading:
    """A reading that succeeded. Takes: `value`, the normal form. Gives: a Reading in state ok."""
    return Reading(value, TextState.OK)
