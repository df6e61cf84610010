"""How a transaction tells the database who, what, why and where from: SET LOCAL, and nothing else.

SET LOCAL ends with its transaction, so nothing leaks through a pooled connection; and it alone, not set_config(), reaches the
workers of a distributed engine. All settings go in one message.
"""

from collections.abc import Mapping

from django.db import connection
from psycopg.pq import Escaping, abc

from audit.context import Actor, current_request

SETTINGS = (
    "actor_id",
    "actor_name",
    "role",
    "facility_id",
    "act",
    "reason",
    "request_id",
    "session",
    "address",
    "program",
)
NOTHING = dict.fromkeys(SETTINGS, "")


def said(*, by: Actor, act: str, reason: str) -> dict[str, str]:
    """What the context says. Takes: the actor, the name of the act or read, and why. Gives: values by setting."""
    request = current_request()
    return {
        "actor_id": by.id,
        "actor_name": by.name,
        "role": by.role,
        "facility_id": "" if by.facility_id is None else str(by.facility_id),
        "act": act,
        "reason": reason,
        "request_id": request.request_id,
        "session": request.session_key_digest,
        "address": request.address,
        "program": request.program,
    }


def set_local(values: Mapping[str, str]) -> str:
    """The SQL that says them. Takes: values by setting. Gives: statements, to run inside a transaction."""
    escaping = _escaping()
    return "; ".join(
        f"SET LOCAL smartcare.{key} = {_escaped(escaping, value)}" for key, value in values.items()
    )


def literal(value: str) -> str:
    """A text as a literal of SQL, by the library's own escaping; NUL, which no text of PostgreSQL holds, is left out."""
    return _escaped(_escaping(), value)


def _escaping() -> abc.Escaping:
    """Once for all texts of a message: to reach the connection costs more than to escape a text."""
    connection.ensure_connection()
    return Escaping(connection.connection.pgconn)


def _escaped(escaping: abc.Escaping, value: str) -> str:
    return bytes(escaping.escape_literal(value.replace("\x00", "").encode())).decode()
