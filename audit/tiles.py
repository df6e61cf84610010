"""The tiles and heads of the log in the database: read, and written by the sealer alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from audit.batches import Snapshot, stream
from audit.merkle import HASH, WIDTH, Builder, tails_at
from audit.notes import Head, parse_head


@dataclass(frozen=True, slots=True)
class StoredHead:
    """A row of audit_heads. `base` is the last event written in an earlier cluster."""

    size: int
    root: bytes
    snapshot: Snapshot
    cluster: int
    base: int
    note: str

    def says(self) -> Head:
        """What its signed note says. Raises: BadNote."""
        return parse_head(self.note)


_COLUMNS = "size, root, snapshot::text, system_identifier, base_event_id, signed_note"


def _stored(row: tuple[int, bytes, str, int, int, str]) -> StoredHead:
    size, root, snapshot, cluster, base, note = row
    return StoredHead(size, bytes(root), Snapshot.parse(snapshot), cluster, base, note)


def heads(above: int = -1) -> Iterator[StoredHead]:
    """The heads of more than `above` events, the smallest first."""
    for rows in stream(
        f"SELECT {_COLUMNS} FROM audit_heads WHERE size > %(above)s ORDER BY size",  # noqa: S608
        {"above": above},
    ):
        yield from map(_stored, rows)


def last_head() -> StoredHead | None:
    """The newest head, or None while nothing is sealed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM audit_heads ORDER BY size DESC LIMIT 1")  # noqa: S608
        row = cursor.fetchone()
    return _stored(row) if row else None


class TileMissing(LookupError):
    """A tile that the log needs is not there, or too short."""


def read_tile(level: int, number: int) -> bytes:
    """The hashes of a tile, joined; fewer than 256 in the last of a level. Raises: TileMissing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hashes FROM audit_tiles WHERE level = %s AND number = %s", [level, number])
        row = cursor.fetchone()
    if row is None:
        raise TileMissing(f"tile {number} of level {level}")
    return bytes(row[0])


def read_ids(number: int) -> list[int]:
    """The numbers of the events behind a tile of level 0. Raises: TileMissing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_ids FROM audit_tiles WHERE level = 0 AND number = %s", [number])
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise TileMissing(f"tile {number} of level 0")
    return list(row[0])


class Writer:
    """Adds leaves to the log. Takes: `size`, how many there are."""

    def __init__(self, size: int) -> None:
        self._builder = Builder(self._full, size, tails_at(read_tile, size))
        rest = size % WIDTH
        self._first, self._ids = size // WIDTH, read_ids(size // WIDTH)[:rest] if rest else []
        self._rows: list[tuple[int, int, bytes, list[int] | None, int | None, int | None]] = []

    @property
    def size(self) -> int:
        """How many leaves there are now."""
        return self._builder.size

    def extend(self, ids: list[int], hashes: bytes) -> None:
        """Add events in the order of the log. Takes: their numbers and their leaves, joined."""
        self._ids += ids
        self._builder.extend(hashes)
        done = self._builder.size // WIDTH - self._first
        self._first += done
        del self._ids[: done * WIDTH]
        self._flush()

    def close(self) -> bytes:
        """Write the unfinished tiles. Gives: the root."""
        for level, hashes in enumerate(self._builder.tails()):
            if hashes:
                self._keep(level, self._builder.size >> (8 * (level + 1)), hashes, self._ids)
        self._flush()
        return self._builder.root()

    def _full(self, level: int, number: int, hashes: bytes) -> None:
        at = (number - self._first) * WIDTH
        self._keep(level, number, hashes, self._ids[at : at + WIDTH])

    def _keep(self, level: int, number: int, hashes: bytes, ids: list[int]) -> None:
        if level:
            self._rows.append((level, number, hashes, None, None, None))
            return
        if len(ids) * HASH != len(hashes):
            raise ValueError("every leaf needs its event")
        self._rows.append((level, number, hashes, list(ids), min(ids), max(ids)))

    def _flush(self) -> None:
        if not self._rows:
            return
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO audit_tiles (level, number, hashes, event_ids, first_id, last_id) VALUES (%s, %s, %s, %s, %s, %s)"
                " ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes, event_ids = excluded.event_ids,"
                " first_id = excluded.first_id, last_id = excluded.last_id",
                self._rows,
            )
        self._rows = []
