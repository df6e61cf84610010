"""The trail as a file: CSV for a sheet, NDJSON for a program. Read in short pages, so that no transaction waits for a slow line."""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from audit.context import Actor
from audit.saying import NOTHING, said, set_local
from audit.viewing.filters import Filter
from audit.viewing.names import facility_names
from audit.viewing.queries import Event, limit_time, page_of
from audit.viewing.words import kind_words

MOST = 100_000
AT_ONCE = 2_000
CSV, NDJSON = "csv", "ndjson"
TYPES = {CSV: "text/csv; charset=utf-8", NDJSON: "application/x-ndjson"}
COLUMNS = (
    "id", "occurred_at", "kind", "act", "actor_id", "actor_name", "role", "facility_id", "facility", "patient_id", "table_name",
    "row_id", "reason", "payload", "redacted", "request_id", "transaction", "program", "db_user", "session", "address",
)  # fmt: skip
# A sheet takes a text that begins so for a formula, and would run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def exported(asked: Filter, *, by: Actor, what: str, form: str, most: int = MOST) -> Iterator[bytes]:
    """The file, piece by piece. The caller has noted the export before.

    Takes: the filter; who asks, and from which page; `form`, CSV or NDJSON; `most`, the number of events it ends at.
    """
    write = {CSV: _csv_row, NDJSON: _json_row}[form]
    if form == CSV:
        # With its mark, so that a sheet reads the letters rightly.
        yield "\ufeff".encode() + _csv_row(dict.fromkeys(COLUMNS, ""), head=True)
    for rows in _pages(asked, by, what, most):
        yield b"".join(write(row) for row in rows)


def safe_cell(text: str) -> str:
    """A text as a cell that no sheet runs. Takes: any text. Gives: the same, after a `'` when it could be a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _pages(asked: Filter, by: Actor, what: str, most: int) -> Iterator[list[dict[str, Any]]]:
    place, left = None, most
    while left > 0:
        with _seen_by(by, what):
            page = page_of(asked, older_than=place, size=min(AT_ONCE, left))
            rows = _rows(page.events)
        yield rows
        left -= len(rows)
        place = page.older
        if place is None:
            return


@contextmanager
def _seen_by(by: Actor, what: str) -> Iterator[None]:
    """A short transaction in which the database knows who reads; the export as a whole was noted before."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(set_local(said(by=by, act=what, reason="")))
        limit_time(60_000)
        yield
        limit_time(0)
        cursor.execute(set_local(NOTHING))


def _rows(events: list[Event]) -> list[dict[str, Any]]:
    places = facility_names(event.facility_id for event in events)
    return [_row(event, places) for event in events]


def _row(event: Event, places: dict[int, str]) -> dict[str, Any]:
    own = {name: getattr(event, name) for name in COLUMNS if hasattr(event, name)}
    return own | {
        "occurred_at": timezone.localtime(event.occurred_at).isoformat(),
        "kind": kind_words(event.action),
        "facility": places.get(event.facility_id or 0, ""),
        "transaction": event.xid,
    }


class _Line:
    """Takes what csv writes and gives it back."""

    def write(self, text: str) -> str:
        return text


def _csv_row(row: dict[str, Any], *, head: bool = False) -> bytes:
    cells = COLUMNS if head else [safe_cell(_text(row[name])) for name in COLUMNS]
    writerow: Callable[[Any], Any] = csv.writer(_Line()).writerow
    return str(writerow(cells)).encode()


def _json_row(row: dict[str, Any]) -> bytes:
    ordered = {name: row[name] for name in COLUMNS}
    return (json.dumps(ordered, ensure_ascii=False, default=str) + "\n").encode()


def _text(value: Any) -> str:
    return "" if value is None else str(value)
