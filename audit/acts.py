"""Acts: the only way to write. One transaction, with actor and reason known to the database."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from inspect import Parameter, signature
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction
from psycopg import sql

from audit.context import Actor, current_request
from audit.exceptions import NestedAct

P = ParamSpec("P")
R = TypeVar("R")

_open_act: ContextVar[str] = ContextVar("smartcare_act", default="")

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


def act(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a keyword-only function as an act.

    Takes: `name`, as `patient.register`. The function takes `by` (an Actor) and may take `reason` (text).
    Gives: the function, run in one transaction whose local settings `smartcare.*` say who, what, why and where from.
    Raises: NestedAct inside another act; TypeError without an actor.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        parameter = signature(function).parameters.get("reason")
        usual = "" if parameter is None or parameter.default is Parameter.empty else parameter.default

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            by, reason = kwargs.get("by"), kwargs.get("reason", usual) or ""
            if not isinstance(by, Actor):
                raise TypeError(f"The act {name} needs by=Actor(…).")
            if _open_act.get():
                raise NestedAct(f"{name} inside {_open_act.get()}")
            token = _open_act.set(name)
            try:
                with transaction.atomic(durable=True):
                    _tell_database(_values(by, name, str(reason)))
                    result = function(*args, **kwargs)
                    # Inside a test's transaction the settings would live on and hide a write without an act.
                    _tell_database(dict.fromkeys(SETTINGS, ""))
                    return result
            finally:
                _open_act.reset(token)

        return run

    return decorate


def _values(by: Actor, name: str, reason: str) -> dict[str, str]:
    request = current_request()
    return {
        "actor_id": by.id,
        "actor_name": by.name,
        "role": by.role,
        "facility_id": "" if by.facility_id is None else str(by.facility_id),
        "act": name,
        "reason": reason,
        "request_id": request.request_id,
        "session": request.session_key_digest,
        "address": request.address,
        "program": request.program,
    }


def _tell_database(values: dict[str, str]) -> None:
    """SET LOCAL, never set_config: only the statement reaches the workers of a distributed engine. One round trip."""
    statements: list[Any] = [
        sql.SQL("SET LOCAL {} = {}").format(
            sql.Identifier("smartcare", key), sql.Literal(value.replace("\x00", ""))
        )
        for key, value in values.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("; ").join(statements).as_string(cursor.connection))
