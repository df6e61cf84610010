"""The questions to audit_events. Each is bounded by time and served by an index; run them inside `audit.reads.reading`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from audit.viewing.filters import Filter
from audit.viewing.keyset import Place

PAGE = 50
COUNTED = 1_000
TOGETHER = 200
# A request takes seconds; what was written in one transaction can be longer apart, and transaction numbers begin anew in a restored
# database: both are looked for near the event only.
REQUEST_SPAN = timedelta(minutes=2)
TRANSACTION_SPAN = timedelta(hours=1)
TIMEOUT_MS = 5_000

_COLUMNS = (
    "id, occurred_at, xid::text, patient_id, request_id, facility_id, action::text, table_name, row_id, actor_id, actor_name,"
    " role, act, program, db_user, encode(session, 'hex'), host(address), reason, payload, payload_commit IS NOT NULL"
)
_NEWEST = "ORDER BY occurred_at DESC, id DESC"
_OLDEST = "ORDER BY occurred_at, id"


@dataclass(frozen=True, slots=True)
class Event:
    """One event as read. `payload` is JSON as text; `redacted` when what it and `reason` said was erased."""

    id: int
    occurred_at: datetime
    xid: str
    patient_id: UUID | None
    request_id: UUID | None
    facility_id: int | None
    action: str
    table_name: str | None
    row_id: str | None
    actor_id: str | None
    actor_name: str | None
    role: str | None
    act: str | None
    program: str | None
    db_user: str
    session: str | None
    address: str | None
    reason: str | None
    payload: str | None
    redacted: bool

    @property
    def place(self) -> Place:
        """Where it stands in the trail."""
        return Place(self.occurred_at, self.id)


@dataclass(frozen=True, slots=True)
class Page:
    """Events, newest first, and the places from which the trail goes on; None where it ends."""

    events: list[Event]
    older: Place | None
    newer: Place | None


def limit_time(milliseconds: int = TIMEOUT_MS) -> None:
    """Let no question of this transaction take longer. Takes: milliseconds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(milliseconds)])


def page_of(
    asked: Filter, *, older_than: Place | None = None, newer_than: Place | None = None, size: int = PAGE
) -> Page:
    """A page of the trail. Takes: the filter; a place to go on from, in one direction; how many events."""
    if newer_than is not None:
        found = _events(asked, "(occurred_at, id) > (%s, %s)", newer_than, _OLDEST, size + 1)
        more, shown = len(found) > size, found[:size][::-1]
        return Page(shown, _end(shown, -1), _end(shown, 0) if more else None)
    condition = "(occurred_at, id) < (%s, %s)" if older_than else ""
    found = _events(asked, condition, older_than, _NEWEST, size + 1)
    more, shown = len(found) > size, found[:size]
    return Page(shown, _end(shown, -1) if more else None, _end(shown, 0) if older_than else None)


def count_up_to(asked: Filter, most: int = COUNTED) -> int:
    """How many events there are, counted no further than one past `most`."""
    conditions, values = _conditions(asked)
    kinds = asked.kinds()
    # In order where one index gives it: else the oldest month would be read from its beginning.
    order = _NEWEST if len(kinds) < 2 else ""
    found = f"SELECT 1 FROM audit_events WHERE {_all(conditions, kinds)} {order} LIMIT {most + 1}"  # noqa: S608 - our own text
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({found}) found", [*values, *kinds])  # noqa: S608 - as above
        return int(cursor.fetchone()[0])


def event_at(place: Place) -> Event | None:
    """The event at a place, None when there is none or the asker may not see it."""
    return next(
        iter(_run(f"{_from()} WHERE occurred_at = %s AND id = %s", [place.occurred_at, place.id])), None
    )


def together_with(event: Event) -> list[Event]:
    """The other events of the same request and of the same transaction, in the order they were written."""
    near, far = _around(event, REQUEST_SPAN), _around(event, TRANSACTION_SPAN)
    sql = f"{_from()} WHERE xid = %s::xid8 AND occurred_at BETWEEN %s AND %s"
    values: list[Any] = [event.xid, *far]
    if event.request_id is not None:
        sql += f" UNION {_from()} WHERE request_id = %s AND occurred_at BETWEEN %s AND %s"
        values += [event.request_id, *near]
    found = _run(f"{sql} ORDER BY occurred_at, id LIMIT {TOGETHER + 1}", values)
    return [other for other in found if other.id != event.id][:TOGETHER]


def sealed_by(event: Event) -> int | None:
    """How many events the newest signed head covers, if this event is among them; None while it is not sealed.

    A head covers what was committed when it was made, by its snapshot; numbers of events say nothing, for they commit in any order.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT size FROM (SELECT * FROM audit_heads ORDER BY size DESC LIMIT 1) newest"
            " WHERE pg_visible_in_snapshot(%s::xid8, snapshot) AND sealed_at >= %s",
            [event.xid, event.occurred_at],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _around(event: Event, span: timedelta) -> tuple[datetime, datetime]:
    return event.occurred_at - span, event.occurred_at + span


def _end(events: Sequence[Event], index: int) -> Place | None:
    return events[index].place if events else None


def _from() -> str:
    return f"SELECT {_COLUMNS} FROM audit_events"  # noqa: S608 - our own names


def _events(asked: Filter, condition: str, place: Place | None, order: str, most: int) -> list[Event]:
    sql, values = _select(asked, order=order, most=most, condition=condition, place=place)
    return _run(sql, values)


def _run(sql: str, values: Sequence[Any]) -> list[Event]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Event(*row) for row in cursor.fetchall()]


def _select(
    asked: Filter, *, order: str, most: int, condition: str = "", place: Place | None = None
) -> tuple[str, list[Any]]:
    """The question for a filter. Several kinds are asked one by one, for only so each is read from its index in order;
    but of one patient or one person so few stand in the index that asking once is faster."""
    conditions, values = _conditions(asked)
    if place is not None:
        conditions.append(condition)
        values += [place.occurred_at, place.id]
    kinds = asked.kinds()
    if len(kinds) < 2 or asked.patient or asked.actor:
        return f"{_from()} WHERE {_all(conditions, kinds)} {order} LIMIT {most}", [*values, *kinds]
    parts = [f"({_from()} WHERE {_all(conditions, (kind,))} {order} LIMIT {most})" for kind in kinds]
    every = [value for kind in kinds for value in (*values, kind)]
    return f"{' UNION ALL '.join(parts)} {order} LIMIT {most}", every


def _all(conditions: list[str], kinds: Sequence[str]) -> str:
    wanted = [*conditions, f"action IN ({', '.join('%s' for _kind in kinds)})"] if kinds else conditions
    return " AND ".join(wanted)


def _conditions(asked: Filter) -> tuple[list[str], list[Any]]:
    given = {
        "patient_id": asked.patient,
        "actor_id": asked.actor or None,
        "facility_id": asked.facility,
        "act": asked.act or None,
        "table_name": asked.table or None,
    }
    first, after = asked.span()
    wanted = {name: value for name, value in given.items() if value is not None}
    return (
        ["occurred_at >= %s", "occurred_at < %s", *(f"{name} = %s" for name in wanted)],
        [first, after, *wanted.values()],
    )
