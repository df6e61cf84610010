"""Loading a CSV file into the legacy table, all of it or nothing."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg import sql

from audit.capture import Captured, attach_sql
from audit.programs import program_actor
from audit.saying import said, set_local
from patients.legacy.exceptions import LegacyError
from patients.legacy.shape import COLUMNS, check_names, check_table_name, columns_of
from smartcare.db.roles import APP_ROLE, as_owner

CHUNK_BYTES = 1 << 20
ROWS_BETWEEN_NEWS = 100_000

Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What was loaded: rows, the column that the file lacks ("" for none), and whether the table was made."""

    rows: int
    lacking: str
    made: bool


def load(*, path: Path, table: str, told: Told) -> LoadResult:
    """Copy a CSV file into the legacy table, as the owner, in one transaction.

    Takes: `path`, UTF-8 with a header; an unquoted \\N is NULL, nothing between commas is an empty text; `table`, made when
    missing, empty when not; `told`, called with the rows copied so far. The numbers of `id` continue after the highest.
    Raises: LegacyError, with line and column, when anything is wrong: then nothing is loaded.
    """
    check_table_name(table)
    with _opened(path) as file:
        names = read_header(file)
        with as_owner(), transaction.atomic():
            connection: Any = connections[DEFAULT_DB_ALIAS]
            with connection.cursor() as cursor:
                cursor.execute(set_local(said(by=program_actor("legacy_load"), act="legacy.load", reason="")))
                made = _make_ready(cursor, table, names)
                copied, counted = _copy(cursor.cursor, file, table, names, told)
                if copied != counted:
                    raise LegacyError(
                        _("The file has %(counted)d rows but %(copied)d arrived.")
                        % {"counted": counted, "copied": copied}
                    )
                _continue_numbers(cursor, table)
    lacking = ", ".join(column.name for column in COLUMNS if column.name not in names)
    return LoadResult(rows=copied, lacking=lacking, made=made)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise LegacyError(
            _("%(path)s can't be read: %(why)s.") % {"path": path, "why": error.strerror}
        ) from error


def read_header(file: BinaryIO) -> list[str]:
    """The column names in the first line, which must be a legacy table's. Leaves the file at the first row."""
    line = file.readline()
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LegacyError(_("Line 1: the header is not UTF-8.")) from error
    names = [name.strip() for name in next(csv.reader(io.StringIO(text)), [])]
    check_names(names, where=_("the file"))
    return names


def _make_ready(cursor: Any, table: str, names: list[str]) -> bool:
    """Make the table, with the columns that the file has, or check that it is there and empty. Gives: whether it was made."""
    present = columns_of(cursor, table)
    if present is None:
        cursor.execute(create_statement(table, names))
        for statement in attach_sql(captured(table, names)):
            cursor.execute(statement)
        return True
    surplus = [name for name in names if name not in present]
    if surplus:
        raise LegacyError(
            _("The table %(table)s has no column %(names)s, which the file has.")
            % {"table": table, "names": ", ".join(surplus)}
        )
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
    rows = cursor.fetchone()[0]
    if rows:
        raise LegacyError(
            _("The table %(table)s holds %(rows)d rows already. A file goes into an empty table only.")
            % {"table": table, "rows": rows}
        )
    return False


def captured(table: str, names: list[str]) -> Captured:
    """How the audit captures a legacy table: whoever writes it, each row is an event. Takes: as `create_statement`."""
    return Captured(table=table, key=["id"], columns=sorted(names), row=["id"])


def create_statement(table: str, names: list[str]) -> sql.Composed:
    """The legacy table as installations have it. Takes: `names`, which of its columns. Gives: CREATE TABLE and its grant."""
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(
            sql.Identifier(column.name),
            sql.SQL("serial PRIMARY KEY" if column.name == "id" else f"{column.type} {column.rule}".rstrip()),
        )
        for column in COLUMNS
        if column.name in names
    )
    return sql.SQL(
        "CREATE TABLE {table} ({columns}); REVOKE ALL ON {table} FROM {role}; GRANT SELECT ON {table} TO {role}"
    ).format(table=sql.Identifier(table), columns=columns, role=sql.Identifier(APP_ROLE))


def _copy(cursor: Any, file: BinaryIO, table: str, names: list[str], told: Told) -> tuple[int, int]:
    """Gives: the rows that the server took and the rows that stand in the file."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv, NULL '\\N', ENCODING 'UTF8')").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    counted = 0
    try:
        with cursor.copy(statement) as copy:
            for chunk, rows in _chunks(file):
                copy.write(chunk)
                if counted // ROWS_BETWEEN_NEWS != (counted + rows) // ROWS_BETWEEN_NEWS:
                    told(counted + rows)
                counted += rows
    except psycopg.Error as error:
        raise LegacyError(explain(error)) from None
    return cursor.rowcount, counted


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Pieces of whole lines, and how many rows end in each: a line break within quotes ends none."""
    quoted = False
    while lines := file.readlines(CHUNK_BYTES):
        rows = 0
        for line in lines:
            quoted ^= line.count(b'"') % 2 == 1
            rows += not quoted
        yield b"".join(lines), rows


_PLACE = re.compile(r"line (\d+)(?:, column (\w+))?")
_REASONS = {
    "22P04": gettext_lazy("the number of values or a quotation mark is wrong"),
    "22021": gettext_lazy("the text is not UTF-8"),
    "22P02": gettext_lazy("the value does not fit the type of the column"),
    "22007": gettext_lazy("the value is no date or time"),
    "22008": gettext_lazy("the date or time does not exist"),
    "22003": gettext_lazy("the number is too large"),
    "23502": gettext_lazy("a value that must be there is NULL"),
    "23505": gettext_lazy("this id stands in the file twice"),
}


def explain(error: psycopg.Error) -> str:
    """Where and what is wrong with a file, without showing what stands there: it tells about people."""
    # The header was read before the copy began.
    place = _PLACE.search(error.diag.context or "")
    line = str(int(place[1]) + 1) if place else "?"
    column = error.diag.column_name or (place[2] if place else None)
    reason = _REASONS.get(
        error.sqlstate or "", _("error %(code)s of the database") % {"code": error.sqlstate}
    )
    where = (
        _("Line %(line)s, column %(column)s") % {"line": line, "column": column}
        if column
        else _("Line %(line)s") % {"line": line}
    )
    return _("%(where)s: %(reason)s. Nothing was loaded.") % {"where": where, "reason": reason}


def _continue_numbers(cursor: Any, table: str) -> None:
    """Let the next id be one more than the highest."""
    name = sql.Identifier(table)
    cursor.execute(
        sql.SQL(
            "SELECT setval(seq, greatest(highest, 1), highest > 0) FROM pg_get_serial_sequence({}, 'id') seq, "
            "(SELECT coalesce(max(id), 0) AS highest FROM {}) t WHERE seq IS NOT NULL; ANALYZE {}"
        ).format(sql.Literal(table), name, name)
    )
