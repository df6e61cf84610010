"""Comparing the legacy table with what the new tables give back, value by value, in one picture of the database."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from patients.legacy import queries
from patients.legacy.shape import COLUMNS, NAMES, WRITTEN_BY, all_columns, check_table_name, need_table

# Differences told one by one; all are counted.
TOLD = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that did not come back. `legacy` and `now` say what stands where, hidden unless asked for."""

    id: int
    column: str
    legacy: str
    now: str


@dataclass(slots=True)
class Verification:
    """What a comparison found. `differences`, `missing` (ids without a patient) and `extra` (migrated patients without a
    legacy row) hold the first ones; the counts are of all."""

    rows: int = 0
    registered_here: int = 0
    lacking: list[str] = field(default_factory=list)
    by_column: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    missing_count: int = 0
    extra: list[int] = field(default_factory=list)
    extra_count: int = 0
    orphans: dict[str, int] = field(default_factory=dict)
    # By table: rows that belong to migrated patients, and rows that the legacy values call for, where these differ.
    surplus: dict[str, tuple[int, int]] = field(default_factory=dict)
    numbers_behind: bool = False

    def difference_count(self) -> int:
        """How many things are not as they were: values, rows, orphans, tables with rows too many, the next number."""
        rows = self.missing_count + self.extra_count + sum(self.orphans.values())
        return self.by_column.total() + rows + len(self.surplus) + self.numbers_behind

    def holds(self) -> bool:
        """Whether nothing was lost, changed or added."""
        return self.difference_count() == 0


def verify(*, table: str, show_values: bool = False) -> Verification:
    """Compare every column of every legacy row with v_patients_legacy, both ways.

    Takes: `table`, the legacy table; `show_values`, whether differences show what stands there, which identifies people.
    Gives: what was found. Raises: LegacyError when there is no such table; must not run inside a transaction.
    """
    result = Verification()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        present = need_table(cursor, check_table_name(table))
        result.lacking = [name for name in NAMES if name not in present]
        _count(cursor, table, result)
        hide = _Cover(show_values)
        for row in _different(cursor, table, present):
            _note(result, hide, row)
        _check_around(cursor, table, present, result)
    return result


def _count(cursor: Any, table: str, result: Verification) -> None:
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
    result.rows = cursor.fetchone()[0]
    cursor.execute("SELECT count(*) FROM patient_core WHERE registered_by <> %s", [WRITTEN_BY])
    result.registered_here = cursor.fetchone()[0]


def _different(cursor: Any, table: str, present: list[str]) -> Iterator[tuple[Any, ...]]:
    """Rows (id, side, column, legacy, now): one for each value that differs, and for each row that stands on one side."""
    statement = queries.DIFFERENT.format(
        table=sql.Identifier(table),
        columns=all_columns(present, "t"),
        legacy=_row("l"),
        now=_row("v"),
        pairs=sql.SQL(", ").join(
            sql.SQL("({}, l.{name}::text, v.{name}::text)").format(
                sql.Literal(name), name=sql.Identifier(name)
            )
            for name in NAMES
        ),
        written_by=sql.Literal(WRITTEN_BY),
    )
    cursor.execute(statement)
    while rows := cursor.fetchmany(1000):
        yield from rows


def _row(alias: str) -> sql.Composed:
    return sql.SQL("ROW({})").format(
        sql.SQL(", ").join(sql.Identifier(alias, column.name) for column in COLUMNS)
    )


class _Cover:
    """Says of a value only its length and a digest, salted for this run so that nobody can guess values from it."""

    def __init__(self, show: bool) -> None:
        self.show = show
        self.salt = token_bytes(16)

    def __call__(self, value: str | None) -> str:
        if value is None:
            return "NULL"
        if self.show:
            return repr(value)
        return f"{len(value)} characters, digest {sha256(self.salt + value.encode()).hexdigest()[:8]}"


def _note(result: Verification, hide: _Cover, found: tuple[Any, ...]) -> None:
    row_id, side, column, legacy, now = found
    if side == "missing":
        result.missing_count += 1
        result.missing += [row_id] if len(result.missing) < TOLD else []
    elif side == "extra":
        result.extra_count += 1
        result.extra += [row_id] if len(result.extra) < TOLD else []
    else:
        result.by_column[column] += 1
        if len(result.differences) < TOLD:
            result.differences.append(Difference(row_id, column, hide(legacy), hide(now)))


def _check_around(cursor: Any, table: str, present: list[str], result: Verification) -> None:
    """What a comparison through the view can't see: rows of nobody, rows too many, and numbers that would be given twice."""
    for owned, expected in queries.EXPECTED.items():
        cursor.execute(queries.ORPHANS.format(sql.Identifier(owned)))
        if orphans := cursor.fetchone()[0]:
            result.orphans[owned] = orphans
        cursor.execute(
            queries.SURPLUS.format(
                owned=sql.Identifier(owned),
                expected=sql.SQL(expected),
                table=sql.Identifier(table),
                columns=all_columns(present, "t"),
                current=sql.SQL(queries.CURRENT.get(owned, "true")),
                written_by=sql.Literal(WRITTEN_BY),
            )
        )
        held, called_for = map(int, cursor.fetchone())
        if held != called_for:
            result.surplus[owned] = (held, called_for)
    cursor.execute(queries.NUMBERS_BEHIND)
    result.numbers_behind = bool(cursor.fetchone()[0])
