"""Retention: a whole month of sealed events may leave the database. Its tiles and heads stay, so the rest of the log still verifies."""

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import sql

from audit.acts import act
from audit.context import Actor
from audit.enums import Action
from audit.exporting import FIELDS
from smartcare.db.roles import as_owner

NAME = re.compile(r"audit_events_(\d{4})_(\d{2})")


class MonthStays(RuntimeError):
    """The month can't be taken away now, with a message for the operator."""


@dataclass(frozen=True, slots=True)
class Detached:
    """What was taken away: the month's table, how many events, and where they were written to (None: nowhere)."""

    month: str
    events: int
    file: Path | None


def detach_month(
    name: str, *, by: Actor, reason: str, older_than_days: int, file: Path | None = None, drop: bool = True
) -> Detached:
    """Take a month out of the log, as the owner; that it went is an event.

    Takes: `name`, as audit_events_2020_01; `older_than_days`, the age that its last day must have; `file`, where its events are written
    first (gzip, PostgreSQL's text COPY format with a header); `drop`, whether the table goes or stays beside the log.
    Gives: Detached. Raises: MonthStays when there is no such month, it is too young, or some of its events are not sealed.
    """
    found = NAME.fullmatch(name)
    if found is None:
        raise MonthStays(f"{name} is no month of the log: audit_events_2020_01 would be one.")
    year, month = int(found[1]), int(found[2])
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    if (datetime.now(UTC) - end).days < older_than_days:
        raise MonthStays(f"{name} ended less than {older_than_days} days ago.")
    with as_owner():
        return _detach(by=by, reason=reason, name=name, file=file, drop=drop)


@act("audit.detach_month")
def _detach(*, by: Actor, reason: str, name: str, file: Path | None, drop: bool) -> Detached:
    month = sql.Identifier(name)
    if not _one(
        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit_events'::regclass AND inhrelid = to_regclass(%s)",
        [name],
    )[0]:
        raise MonthStays(f"There is no month {name} in the log.")
    _run("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", month)
    first, last, events = _one(_text("SELECT min(id), max(id), count(*) FROM {}", month))
    unsealed = _one(
        _text(
            "SELECT count(*) FROM {} e WHERE NOT EXISTS (SELECT FROM (SELECT unnest(event_ids) AS id FROM audit_tiles"
            " WHERE level = 0) sealed WHERE sealed.id = e.id)",
            month,
        )
    )[0]
    if unsealed:
        raise MonthStays(f"{unsealed} events of {name} are not sealed yet.")
    if file is not None:
        _write(name, file)
    with connection.cursor() as cursor:
        if events:
            cursor.execute(
                "INSERT INTO audit_detached (month, first_id, last_id, events, detached_by) VALUES (%s, %s, %s, %s, %s)",
                [name, first, last, events, by.id],
            )
        cursor.execute(
            "SELECT audit_note(%s, NULL, json_build_object('detached', %s::text, 'events', %s::bigint)::text)",
            [Action.AUDIT, name, events],
        )
    _run("ALTER TABLE audit_events DETACH PARTITION {}", month)
    if drop:
        _run("DROP TABLE {}", month)
    return Detached(name, events, file)


def _write(name: str, file: Path) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, FIELDS))
    query = sql.SQL("COPY (SELECT {} FROM {} ORDER BY xid, id) TO STDOUT (HEADER)").format(
        columns, sql.Identifier(name)
    )
    with gzip.open(file, "xb") as out, connection.connection.cursor() as cursor, cursor.copy(query) as copy:
        for data in copy:
            out.write(data)


def _text(template: str, name: sql.Identifier) -> str:
    return sql.SQL(template).format(name).as_string(connection.connection)


def _run(template: str, name: sql.Identifier) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_text(template, name))


def _one(query: str, values: Sequence[Any] = ()) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchone() or ()
