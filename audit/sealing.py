"""Sealing: every committed event gets its place in the log once, and a signed head says so.

One sealer at a time. It reads with one snapshot, takes what became visible since the last head's snapshot, and signs. Nothing
leaves the database before the seal is committed; what a crash kept from leaving is made up at the next run.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction

from audit.batches import Batch, Snapshot, leaves, read_steadily, stream
from audit.heads_file import publish, see_that_it_fits
from audit.keys import heads_files, signer
from audit.notes import Head, Signer
from audit.tiles import StoredHead, Writer, last_head
from smartcare.db.roles import as_owner

BATCH = 100_000


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one run did: events and heads that are new, the size of the log, and heads appended to files."""

    events: int
    heads: int
    size: int
    published: int


def seal(*, batch: int = BATCH) -> Sealed:
    """Seal what was committed until now, as the owner.

    Takes: `batch`, events to a head, about: a transaction is never divided.
    Gives: Sealed. Without new events nothing is written.
    Raises: KeyMissing; LogDiffers when a file of heads tells another story than the database.
    """
    key, files = signer(), heads_files()
    with as_owner():
        make_months()
        with transaction.atomic():
            last = last_head()
            for path in files:
                see_that_it_fits(path, last)
            moved = _moved(last)
        before = size = last.size if last else 0
        heads, done = 0, False
        while not done and (found := _seal_batch(key, batch, moved)) is not None:
            heads += found[0] > size
            (size, done), moved = found, False
        with transaction.atomic():
            published = [publish(path) for path in files]
    return Sealed(size - before, heads, size, sum(published))


def make_months() -> None:
    """See that the months are there that events of the next two will fall in."""
    with connection.cursor() as cursor:
        for months in range(3):
            cursor.execute("SELECT audit_make_month(now() + make_interval(months => %s))", [months])


def _seal_batch(key: Signer, batch: int, moved: bool) -> tuple[int, bool] | None:
    """One head in one transaction. Gives: the size of the log and whether this was the last batch; None when nothing is new."""
    with transaction.atomic(durable=True):
        _begin(moved)
        last = last_head()
        if moved != _moved(last):
            raise RuntimeError("another sealer was here first; run it again")
        snapshot, cluster = _now()
        size, base = (last.size, last.base) if last else (0, 0)
        writer, done = Writer(size), True
        if moved:
            base = _take_all(writer)
        else:
            before = last.snapshot if last else Snapshot()
            if cut := _cut(before, snapshot, base, batch):
                snapshot, done = snapshot.up_to(cut), False
            for rows in leaves(Batch(before, snapshot, base)):
                writer.extend([row[0] for row in rows], b"".join([row[1] for row in rows]))
        if writer.size == size and done:
            return None
        if writer.size > size:
            _sign(key, writer, snapshot, cluster, base)
    return writer.size, done


def _begin(moved: bool) -> None:
    """Take the sealer's lock, and only then the snapshot: one from before the wait would be older than the last seal."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL synchronous_commit = on")
        cursor.execute("LOCK TABLE audit_heads IN SHARE UPDATE EXCLUSIVE MODE")
        if moved:
            # Every writer of before is done then, so the numbers given until now are a border that nothing crosses later.
            cursor.execute("LOCK TABLE audit_events IN SHARE MODE")
    read_steadily()


def _moved(last: StoredHead | None) -> bool:
    """Whether the events' transaction numbers come from another cluster than this one: a restored database."""
    with connection.cursor() as cursor:
        if last is not None:
            cursor.execute("SELECT system_identifier FROM pg_control_system()")
            row = cursor.fetchone()
            return row is None or row[0] != last.cluster
        cursor.execute(
            "SELECT xid >= pg_snapshot_xmax(pg_current_snapshot()) FROM audit_events ORDER BY xid DESC LIMIT 1"
        )
        row = cursor.fetchone()
        return bool(row and row[0])


def _now() -> tuple[Snapshot, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text, system_identifier FROM pg_control_system()")
        text, cluster = cursor.fetchone() or ("", 0)
    return Snapshot.parse(text), cluster


def _cut(before: Snapshot, now: Snapshot, base: int, batch: int) -> int:
    """The transaction that a batch ends with, when there is more than one batch; else 0."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT xid::text FROM audit_events WHERE xid >= %s::text::xid8 AND xid < %s::text::xid8 AND id > %s"
            " ORDER BY xid OFFSET %s LIMIT 1",
            [str(before.high), str(now.high), base, batch - 1],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _take_all(writer: Writer) -> int:
    """Seal everything that is in no tile. Gives: the highest number there is."""
    query = (
        "SELECT e.id, audit_leaf(e) FROM audit_events e WHERE NOT EXISTS (SELECT FROM"
        " (SELECT unnest(event_ids) AS id FROM audit_tiles WHERE level = 0) sealed WHERE sealed.id = e.id) ORDER BY e.xid, e.id"
    )
    for rows in stream(query):
        writer.extend([row[0] for row in rows], b"".join([row[1] for row in rows]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM audit_events")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _sign(key: Signer, writer: Writer, snapshot: Snapshot, cluster: int, base: int) -> None:
    root, moment = writer.close(), datetime.now(UTC)
    head = Head(key.name, writer.size, root, str(snapshot), cluster, base, moment.isoformat())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_heads (size, root, sealed_at, snapshot, system_identifier, base_event_id, last_event_id, signed_note)"
            " SELECT %s, %s, %s, %s::text::pg_snapshot, %s, %s, max(last_id), %s FROM audit_tiles WHERE level = 0 AND number >= %s",
            [
                writer.size,
                root,
                moment,
                str(snapshot),
                cluster,
                base,
                key.sign(head),
                (writer.size - 1) // 256,
            ],
        )
