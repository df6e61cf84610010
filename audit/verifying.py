"""Verifying: the log is built anew from the events and compared with every tile and every signed head, here and outside."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from audit.batches import Batch, Moved, Snapshot, leaves, read_steadily, stream
from audit.coverage import gaps
from audit.heads_file import read_heads
from audit.merkle import HASH, WIDTH, Builder, tails_at
from audit.notes import BadNote, Head, Verifier, open_note
from audit.tiles import StoredHead, TileMissing, heads, last_head, read_ids, read_tile
from smartcare.db.roles import as_owner

TILES_AT_ONCE = 100
Progress = Callable[[int, int], None]


class AuditBroken(Exception):
    """The log is not what was sealed: says what is altered, missing, added, reordered, cut off or switched off."""


@dataclass(slots=True)
class Report:
    """What was verified. `unsealed` events wait for the next seal, the oldest since `oldest`; `detached` events were taken away."""

    size: int = 0
    hashed: int = 0
    redacted: int = 0
    heads: int = 0
    outside: int = 0
    detached: int = 0
    months: list[str] = field(default_factory=list)
    unsealed: int = 0
    oldest: datetime | None = None


def verify(
    key: Verifier, files: Sequence[Path], *, since: int = 0, progress: Progress = lambda done, of: None
) -> Report:
    """Verify the whole log, or what came after the head of `since` events. As the owner, with one snapshot, in flat memory.

    Takes: `key`, the public one; `files` of heads outside; `progress(done, of)`. Gives: Report.
    Raises: AuditBroken at the first fault; LogDiffers when a file can't be read.
    """
    with as_owner(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        read_steadily()
        if found := gaps():
            raise AuditBroken("; ".join(found) + ".")
        last = last_head()
        report = Report(outside=_outside(key, files, last))
        if last is None:
            _nothing_sealed(report)
            return report
        try:
            _Verification(key, report, last, since, progress).run()
        except TileMissing as error:
            raise AuditBroken(f"The log is cut off: {error} is missing.") from error
        _see_redactions()
        _see_unsealed(report, Batch(last.snapshot, _far(), last.base))
        return report


def _outside(key: Verifier, files: Sequence[Path], last: StoredHead | None) -> int:
    """See that the database has every head that left it. Gives: how many there are."""
    outside: dict[int, tuple[Head, Path]] = {}
    for path in files:
        try:
            notes = [note for _, note in read_heads(path)]
            opened = [open_note(note, key) for note in notes]
        except BadNote as error:
            raise AuditBroken(f"In {path}: {error}.") from error
        for head in opened:
            if (known := outside.setdefault(head.size, (head, path))[0]) != head:
                raise AuditBroken(f"Outside are two heads of {known.size} events: the log was rewritten.")
    size = last.size if last else 0
    if outside and (most := max(outside)) > size:
        raise AuditBroken(
            f"The log is cut off: {outside[most][1]} knows {most} sealed events, the database {size}."
        )
    inside = {stored.size: stored.root for stored in heads()}
    for number, (head, path) in outside.items():
        if number not in inside:
            raise AuditBroken(f"The head of {number} events was removed; {path} has it.")
        if inside[number] != head.root:
            raise AuditBroken(
                f"The log was rewritten: its head of {number} events is another than in {path}."
            )
    return len(outside)


class _Verification:
    """One run over the log, from one head to the next."""

    def __init__(
        self, key: Verifier, report: Report, last: StoredHead, since: int, progress: Progress
    ) -> None:
        self.key, self.report, self.last, self.since, self.progress = key, report, last, since, progress
        self.moves = _moves()
        with connection.cursor() as cursor:
            cursor.execute("SELECT month, first_id, last_id, events FROM audit_detached ORDER BY month")
            self.months = cursor.fetchall()
        self.tiles = _Leaves(since)
        self.builder = Builder(self._full, since, tails_at(read_tile, since))

    def run(self) -> None:
        before = self._start()
        for head in heads(self.since):
            self._see_note(head)
            self._compare(self._batch(before, head), head.size)
            if self.builder.root() != head.root:
                raise AuditBroken(f"The head of {head.size} events has another root than its events.")
            self.report.heads += 1
            before = head
            self.progress(head.size, self.last.size)
        self._see_ends()
        self.report.size = self.last.size
        self.report.months = [month for month, *_ in self.months]
        if not self.since and self.report.detached != sum(month[3] for month in self.months):
            raise AuditBroken("More events are missing than the months taken away had.")

    def _start(self) -> StoredHead | None:
        if not self.since:
            return None
        found = next((head for head in heads(self.since - 1) if head.size == self.since), None)
        if found is None:
            raise AuditBroken(f"There is no head of {self.since} events to begin from.")
        self._see_note(found)
        if self.builder.root() != found.root:
            raise AuditBroken(f"The tiles of the first {self.since} events are not those that were sealed.")
        return found

    def _see_note(self, head: StoredHead) -> None:
        try:
            said = open_note(head.note, self.key)
        except BadNote as error:
            raise AuditBroken(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
        stored = (head.size, head.root, str(head.snapshot), head.cluster, head.base)
        if (said.size, said.root, said.snapshot, said.cluster, said.base) != stored:
            raise AuditBroken(
                f"The head of {head.size} events was edited: its signed text says something else."
            )

    def _batch(self, before: StoredHead | None, head: StoredHead) -> Batch | Moved:
        earlier = before.snapshot if before else Snapshot()
        floor = before.base if before else 0
        if head.size in self.moves:
            return Moved(earlier, self.moves[head.size][1], floor, head.base)
        later = [self.moves[size] for size in sorted(self.moves) if size > head.size]
        if later:
            return Batch(earlier, head.snapshot, head.base, later[0][0], later[0][1])
        return Batch(earlier, head.snapshot, head.base)

    def _compare(self, batch: Batch | Moved, size: int) -> None:
        for rows in leaves(batch):
            ids, hashes = [row[0] for row in rows], b"".join([row[1] for row in rows])
            if len(rows) <= size - self.tiles.at and self.tiles.takes(ids, hashes):
                self.builder.extend(hashes)
            else:
                for number, leaf, _ in rows:
                    self._one(number, leaf, size)
            self.report.hashed += len(rows)
            self.report.redacted += sum(row[2] for row in rows)
        while self.tiles.at < size:
            number, leaf = self.tiles.next()
            self._detached_or(number, leaf, self._gone(number))

    def _one(self, number: int, leaf: bytes, size: int) -> None:
        while self.tiles.at < size:
            sealed, hashed = self.tiles.next()
            if sealed == number:
                if hashed != leaf:
                    raise AuditBroken(f"Event {number} was altered after it was sealed.")
                self.builder.extend(leaf)
                return
            self._detached_or(sealed, hashed, self._differs(sealed, number))
        raise self._stranger(number)

    def _detached_or(self, number: int, leaf: bytes, fault: Callable[[], AuditBroken]) -> None:
        if not any(first <= number <= last for _, first, last, _ in self.months):
            raise fault()
        self.builder.extend(leaf)
        self.report.detached += 1

    def _gone(self, number: int) -> Callable[[], AuditBroken]:
        return lambda: (
            AuditBroken(f"Event {number} is out of its place.")
            if _exists(number)
            else AuditBroken(f"Event {number} is missing; it was sealed.")
        )

    def _differs(self, sealed: int, number: int) -> Callable[[], AuditBroken]:
        return lambda: self._stranger(number) if _exists(sealed) else self._gone(sealed)()

    def _stranger(self, number: int) -> AuditBroken:
        if _is_sealed(number):
            return AuditBroken(f"Event {number} is out of its place: the order was changed.")
        return AuditBroken(f"Event {number} was added: it claims a time that was sealed without it.")

    def _full(self, level: int, number: int, hashes: bytes) -> None:
        if level and read_tile(level, number) != hashes:
            raise AuditBroken(f"Tile {number} of level {level} was altered.")

    def _see_ends(self) -> None:
        """The unfinished tiles, and that nothing stands behind the last head."""
        for level, tail in enumerate(self.builder.tails()):
            number = self.last.size >> (8 * (level + 1))
            if tail and read_tile(level, number) != tail:
                raise AuditBroken(f"Tile {number} of level {level} was altered.")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM audit_tiles WHERE level = 0 AND number > %s",
                [(self.last.size - 1) // WIDTH],
            )
            row = cursor.fetchone()
        if row and row[0]:
            raise AuditBroken("Tiles stand behind the last head: a head was removed.")


class _Leaves:
    """The leaves as the tiles have them, one after the other. `at`: how many were given."""

    def __init__(self, at: int) -> None:
        self.at = at
        self._tiles = self._read(at)
        self._ids: list[int] = []
        self._hashes = b""
        self._used = 0

    def takes(self, ids: list[int], hashes: bytes) -> bool:
        """Go on over these leaves if they are the next ones; if not, stay."""
        while len(self._ids) - self._used < len(ids):
            self._more()
        end = self._used + len(ids)
        if self._ids[self._used : end] != ids or self._hashes[self._used * HASH : end * HASH] != hashes:
            return False
        self._used, self.at = end, self.at + len(ids)
        return True

    def next(self) -> tuple[int, bytes]:
        """The next leaf with the number of its event. Raises: TileMissing."""
        if self._used == len(self._ids):
            self._more()
        at = self._used
        self._used, self.at = at + 1, self.at + 1
        return self._ids[at], self._hashes[at * HASH : (at + 1) * HASH]

    def _more(self) -> None:
        ids, hashes = next(self._tiles)
        self._ids = self._ids[self._used :] + ids
        self._hashes = self._hashes[self._used * HASH :] + hashes
        self._used = 0

    def _read(self, at: int) -> Iterator[tuple[list[int], bytes]]:
        first, skipped = divmod(at, WIDTH)
        expected = first
        for rows in stream(
            "SELECT number, event_ids, hashes FROM audit_tiles WHERE level = 0 AND number >= %(first)s ORDER BY number",
            {"first": first},
            rows_at_once=TILES_AT_ONCE,
        ):
            ids: list[int] = []
            for number, events, hashes in rows:
                if number != expected or events is None or len(events) * HASH != len(hashes):
                    raise TileMissing(f"tile {expected} of level 0")
                ids += events
                expected += 1
            joined = b"".join([row[2] for row in rows])
            yield ids[skipped:], joined[skipped * HASH :]
            skipped = 0
        raise TileMissing(f"tile {expected} of level 0")


def _moves() -> dict[int, tuple[int, list[int]]]:
    """The heads made when the log came into another cluster: by size, their base and the events they took in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT size, earlier, base_event_id FROM (SELECT size, base_event_id, lag(size, 1, 0::bigint) OVER w AS earlier,"
            " lag(base_event_id, 1, 0::bigint) OVER w AS base FROM audit_heads WINDOW w AS (ORDER BY size)) h"
            " WHERE base_event_id <> base"
        )
        found = cursor.fetchall()
    return {
        size: (
            base,
            [
                number
                for tile in range(earlier // WIDTH, (size - 1) // WIDTH + 1)
                for at, number in enumerate(read_ids(tile))
                if earlier <= tile * WIDTH + at < size
            ],
        )
        for size, earlier, base in found
    }


def _exists(number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM audit_events WHERE id = %s)", [number])
        row = cursor.fetchone()
    return bool(row and row[0])


def _is_sealed(number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM audit_tiles WHERE level = 0 AND int8range(first_id, last_id, '[]') @> %(id)s::bigint"
            " AND %(id)s = ANY(event_ids))",
            {"id": number},
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def _see_redactions() -> None:
    """What was taken out of events must be told by events of erasure."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.n - coalesce(e.n, 0) FROM (SELECT patient_id, count(*) AS n FROM audit_events"
            " WHERE payload_commit IS NOT NULL GROUP BY patient_id) r LEFT JOIN (SELECT patient_id,"
            " sum((payload::json ->> 'events')::bigint) AS n FROM audit_events WHERE action = 'E' AND table_name = 'audit_events'"
            " GROUP BY patient_id) e ON e.patient_id = r.patient_id WHERE r.n > coalesce(e.n, 0)"
        )
        rows = cursor.fetchall()
    if rows:
        raise AuditBroken(f"{sum(row[0] for row in rows)} events were redacted without an event of erasure.")


def _far() -> Snapshot:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        row = cursor.fetchone()
    return Snapshot.parse(row[0] if row else "1:1:")


def _see_unsealed(report: Report, batch: Batch) -> None:
    """Count what waits for the next seal; an event of a transaction that is yet to come was forged."""
    condition, values = batch.condition()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), min(e.occurred_at) FROM audit_events e WHERE {condition}", values)  # noqa: S608
        report.unsealed, report.oldest = cursor.fetchone() or (0, None)
        cursor.execute(
            "SELECT id FROM audit_events WHERE xid >= %s::text::xid8 AND id > %s ORDER BY id LIMIT 1",
            [str(batch.after.high), batch.base],
        )
        if row := cursor.fetchone():
            raise AuditBroken(f"Event {row[0]} was added: it claims a transaction that is yet to come.")


def _nothing_sealed(report: Report) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), min(occurred_at) FROM audit_events")
        report.unsealed, report.oldest = cursor.fetchone() or (0, None)
