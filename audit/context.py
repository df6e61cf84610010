"""Who is asking, and in which request. Knows no user model: an actor is a few plain values."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a program that reads or writes, as values that outlive their account.

    Takes: `id` as text; `name`; `role`, a value of accounts.enums.Role or "program"; `facility_id` and `facility_name` of the place
    worked at now, None and "" for country-wide roles and programs.
    """

    id: str
    name: str
    role: str
    facility_id: int | None = None
    facility_name: str = ""


@dataclass(frozen=True, slots=True)
class RequestContext:
    """What surrounds an act: the request, session and address it came from, and the program that carried it."""

    request_id: str = ""
    session_key_digest: str = ""
    address: str = ""
    program: str = ""


_current: ContextVar[RequestContext] = ContextVar("smartcare_request")
_NOWHERE = RequestContext()


def current_request() -> RequestContext:
    """The surroundings of the code that runs now; empty outside a request or command."""
    return _current.get(_NOWHERE)


@contextmanager
def in_request(context: RequestContext) -> Iterator[None]:
    """Set the surroundings for a request or a command, and put back what was there."""
    token = _current.set(context)
    try:
        yield
    finally:
        _current.reset(token)
