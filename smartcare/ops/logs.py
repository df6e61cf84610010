"""Logs that name no patient: what PostgreSQL says of a refused row holds the row."""

import logging
from types import TracebackType

from django.core.exceptions import PermissionDenied
from django.db import Error

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """Writes tracebacks without the text of database errors; class and SQLSTATE stay, and so does the place in the code."""

    def formatException(self, ei: ExcInfo) -> str:
        text = super().formatException(ei)
        for error in _chain(ei[1]):
            said = str(error)
            if said and _is_of_the_database(error):
                text = text.replace(said, f"[text left out, SQLSTATE {_sqlstate(error)}]")
        return text


class RefusalInOneLine(logging.Filter):
    """Leaves out the traceback where somebody was only refused a page: nothing is broken, and the line says which page."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = None
            record.exc_text = None
        return True


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _is_of_the_database(error: BaseException) -> bool:
    return isinstance(error, Error) or type(error).__module__.startswith("psycopg")


def _sqlstate(error: BaseException) -> str:
    return str(getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None) or "unknown")
