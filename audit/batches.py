"""Which events belong to which head, by what each head's sealer could see. Sealing and verifying ask the same question here.

Numbers and times can't tell: a transaction that began early may commit late. What became visible between two snapshots can.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Self

from django.db import connection

FETCH = 20_000
# Two streams may be open in one transaction: each cursor needs a name of its own.
_names = count(1)
# How one event comes: its number, its leaf, and whether it was redacted.
Leaf = tuple[int, bytes, bool]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A pg_snapshot: transactions below `high` are visible, but for those that were `running`."""

    high: int = 1
    running: tuple[int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Takes: `text` as PostgreSQL writes it, low:high:running,running."""
        _, high, running = text.split(":")
        return cls(int(high), tuple(int(one) for one in running.split(",") if one))

    def __str__(self) -> str:
        low = self.running[0] if self.running else self.high
        return f"{low}:{self.high}:{','.join(map(str, self.running))}"

    def sees(self, xid: int) -> bool:
        """Whether a transaction that committed is visible."""
        return xid < self.high and xid not in self.running

    def up_to(self, xid: int) -> "Snapshot":
        """What is visible here, without the transactions above `xid`."""
        return Snapshot(xid + 1, tuple(one for one in self.running if one <= xid))


@dataclass(frozen=True, slots=True)
class Batch:
    """The events of one head: visible in `after` and not in `before`, numbered above `base`.

    `until` and `besides`: while a log goes on in another cluster, transaction numbers begin anew; the older cluster's events are
    then those up to the number `until` that are not among `besides`, the events sealed when it moved.
    """

    before: Snapshot
    after: Snapshot
    base: int = 0
    until: int | None = None
    besides: Sequence[int] = ()

    def condition(self) -> tuple[str, dict[str, Any]]:
        """SQL over `audit_events e` and its values. Two ranges of the index on xid, not all since the oldest transaction."""
        values = {
            "high": str(self.before.high),
            "end": str(self.after.high),
            "running": [str(xid) for xid in self.before.running],
            "after": str(self.after),
            "base": self.base,
            "until": self.until,
            "besides": list(self.besides),
        }
        text = (
            "(e.xid >= %(high)s::text::xid8 OR e.xid = ANY(%(running)s::text[]::xid8[])) AND e.xid < %(end)s::text::xid8"
            " AND pg_visible_in_snapshot(e.xid, %(after)s::text::pg_snapshot) AND e.id > %(base)s"
        )
        if self.until is not None:
            text += " AND e.id <= %(until)s AND NOT e.id = ANY(%(besides)s::bigint[])"
        return text, values


@dataclass(frozen=True, slots=True)
class Moved:
    """The events sealed when a log came into another cluster: `ids`, and any other that no head of `before` can have covered.

    `floor` and `base`: the numbers between which they lie.
    """

    before: Snapshot
    ids: Sequence[int]
    floor: int
    base: int

    def condition(self) -> tuple[str, dict[str, Any]]:
        """SQL over `audit_events e` and its values."""
        return (
            "e.id <= %(base)s AND (e.id = ANY(%(ids)s::bigint[]) OR (e.id > %(floor)s"
            " AND NOT pg_visible_in_snapshot(e.xid, %(before)s::text::pg_snapshot)))",
            {"base": self.base, "ids": list(self.ids), "floor": self.floor, "before": str(self.before)},
        )


def leaves(batch: Batch | Moved) -> Iterator[list[Leaf]]:
    """The events of a batch in the order of the log, some thousand at a time."""
    condition, values = batch.condition()
    return stream(
        f"SELECT e.id, audit_leaf(e), e.payload_commit IS NOT NULL FROM audit_events e WHERE {condition}"  # noqa: S608
        " ORDER BY e.xid, e.id",
        values,
    )


def stream(
    query: str, values: dict[str, Any] | None = None, *, rows_at_once: int = FETCH
) -> Iterator[list[Any]]:
    """Rows of a query, some thousand at a time, in flat memory and the binary format. Within a transaction."""
    connection.ensure_connection()
    with connection.connection.cursor(f"audit_{next(_names)}", binary=True) as cursor:
        cursor.execute(query, values or {})
        while rows := cursor.fetchmany(rows_at_once):
            yield rows


def read_steadily() -> None:
    """Plan the rest of this transaction for streams that are read to their end, and sorted rather than walked by index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL cursor_tuple_fraction = 1; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"
        )
