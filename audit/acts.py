"""Acts: the only way to write. One transaction, with actor and reason known to the database."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from inspect import Parameter, signature
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from audit.context import Actor
from audit.exceptions import NestedAct
from audit.saying import NOTHING, said, set_local

P = ParamSpec("P")
R = TypeVar("R")

_open_act: ContextVar[str] = ContextVar("smartcare_act", default="")


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
                    _tell_database(set_local(said(by=by, act=name, reason=str(reason))))
                    result = function(*args, **kwargs)
                if connection.in_atomic_block:
                    # Inside a test's transaction the settings would live on and hide a write without an act.
                    _tell_database(set_local(NOTHING))
                return result
            finally:
                _open_act.reset(token)

        return run

    return decorate


def open_act() -> str:
    """The name of the act that the code at hand runs in, "" outside one."""
    return _open_act.get()


def _tell_database(statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements)
