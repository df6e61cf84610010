"""What the database refuses, by SQLSTATE, as domain errors."""

from django.db import DatabaseError

NO_ACTOR = "SC001"
APPEND_ONLY = "SC002"


class NestedAct(RuntimeError):
    """An act was called inside another act: share a private function instead."""


def sqlstate(error: DatabaseError) -> str:
    """The SQLSTATE behind a Django database error, or "" when there is none."""
    return str(getattr(error.__cause__, "sqlstate", "") or "")
