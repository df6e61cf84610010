"""Exporting events with their proofs: lines that anybody can check without SmartCare, its database or its word.

The first line carries a signed head and the public key. Each further line is one event: its fields to be read, the exact bytes that
were hashed, and the hashes that lead from them to the head's root.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from audit.acts import act
from audit.batches import read_steadily, stream
from audit.context import Actor
from audit.enums import Action
from audit.merkle import inclusion_proof
from audit.notes import Verifier
from audit.tiles import StoredHead, last_head, read_tile

Write = Callable[[str], object]
FORMAT = "smartcare audit export 1"
FIELDS = (
    "id", "occurred_at", "xid", "patient_id", "request_id", "facility_id", "action", "table_name", "row_id", "actor_id",
    "actor_name", "role", "act", "program", "db_user", "session", "address", "reason", "payload", "salt", "payload_commit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: of one patient or of all (None), from `start` on and before `end`."""

    patient_id: UUID | None
    start: datetime
    end: datetime

    def says(self) -> dict[str, str | None]:
        """As it stands in the export and in the event of it."""
        patient = str(self.patient_id) if self.patient_id else None
        return {"patient": patient, "from": self.start.isoformat(), "to": self.end.isoformat()}


@act("audit.export")
def note_export(*, by: Actor, reason: str, wanted: Wanted) -> None:
    """Say in the log that events leave it, before the first does. Takes: who, why, and which events."""
    asked = {"of": "audit", **wanted.says()}
    del asked["patient"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_note(%s, %s::uuid[], %s)",
            [Action.EXPORTED, [wanted.patient_id] if wanted.patient_id else None, json.dumps(asked)],
        )


def export(write: Write, key: Verifier, wanted: Wanted) -> tuple[int, int]:
    """Write the export. As the owner, with one snapshot, in flat memory; `note_export` comes first.

    Takes: `write`, which takes text; `key`, the public one; `wanted`. Gives: how many events, and how many of them are not sealed yet.
    """
    events = unsealed = 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        read_steadily()
        head = last_head()
        write(
            _line({"format": FORMAT, **wanted.says(), "key": str(key), "head": head.note if head else None})
        )
        prove = _Prover(head)
        for row in _rows(wanted):
            event = dict(zip(FIELDS, row, strict=False))
            line = {
                "event": {name: _readable(value) for name, value in event.items()},
                "body": b64encode(row[-3]).decode(),
                **prove(row[-2], row[-1]),
            }
            write(_line(line))
            events += 1
            unsealed += "index" not in line
    return events, unsealed


def _rows(wanted: Wanted) -> Iterator[tuple[Any, ...]]:
    columns = ", ".join(f"e.{name}::text" if name == "xid" else f"e.{name}" for name in FIELDS)
    for rows in stream(
        f"SELECT {columns}, audit_leaf_body(e), t.number, array_position(t.event_ids, e.id)"  # noqa: S608 - our own columns
        " FROM audit_events e LEFT JOIN LATERAL (SELECT number, event_ids FROM audit_tiles WHERE level = 0"
        " AND int8range(first_id, last_id, '[]') @> e.id AND e.id = ANY(event_ids)) t ON true"
        " WHERE e.occurred_at >= %(start)s AND e.occurred_at < %(end)s"
        + (" AND e.patient_id = %(patient)s" if wanted.patient_id else "")
        + " ORDER BY e.occurred_at, e.id",
        {"start": wanted.start, "end": wanted.end, "patient": wanted.patient_id},
        rows_at_once=1000,
    ):
        yield from rows


class _Prover:
    """Makes proofs to one head; the upper tiles are read once."""

    def __init__(self, head: StoredHead | None) -> None:
        self._head = head
        self._read = lru_cache(maxsize=512)(read_tile)

    def __call__(self, tile: int | None, position: int | None) -> dict[str, Any]:
        if self._head is None or tile is None or position is None:
            return {}
        index = tile * 256 + position - 1
        if index >= self._head.size:
            return {}
        path = inclusion_proof(self._read, index, self._head.size)
        return {"index": index, "proof": b64encode(b"".join(path)).decode()}


def _readable(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, int | str) else str(value)


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
