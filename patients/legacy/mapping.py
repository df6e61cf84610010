"""The one mapping (mapping.sql), cut into its parts: a SELECT for each table it fills."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.db.backends.utils import CursorWrapper
from psycopg import sql

_FILE = Path(__file__).with_name("mapping.sql")
_MARK = "-- part: "

# A number of hers that another patient had first is left out here, and shows as a conflict.
_KEEP_FIRST = "patient_identifier_registry"


@cache
def parts() -> Mapping[str, str]:
    """The SELECT of each table, in the order in which they are filled. Each reads a relation `legacy_source`."""
    found = {}
    for piece in _FILE.read_text(encoding="utf-8").split(_MARK)[1:]:
        table, _, select = piece.partition("\n")
        found[table.strip()] = select.strip().rstrip(";")
    return MappingProxyType(found)


def insert_statement(cursor: CursorWrapper, table: str, source: sql.Composable) -> sql.Composed:
    """Fill one table from legacy rows.

    Takes: `table`, one of `parts()`; `source`, a SELECT of the 59 legacy columns with `patient_id` and `facility_id`.
    Gives: an INSERT whose columns are those that the part of the mapping names.
    """
    select = sql.SQL("WITH legacy_source AS ({}) {}").format(source, sql.SQL(parts()[table]))
    cursor.execute(sql.SQL("SELECT * FROM ({}) part LIMIT 0").format(select))
    columns = sql.SQL(", ").join(sql.Identifier(column[0]) for column in cursor.description)
    ending = sql.SQL(" ON CONFLICT DO NOTHING" if table == _KEEP_FIRST else "")
    return sql.SQL("INSERT INTO {} ({}) {}{}").format(sql.Identifier(table), columns, select, ending)
