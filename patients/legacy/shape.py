"""The legacy table's 59 columns: names, types and rules, and what an installation really has of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _
from psycopg import sql

from patients.legacy.exceptions import LegacyError

TABLE = "patients"
# Some installations lack one of these.
MAY_LACK = ("art_number", "religious_category")
# Who wrote a migrated row: the legacy table does not say. patients/legacy/mapping.sql writes it.
WRITTEN_BY = "legacy"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, and the rule that the legacy table gave it."""

    name: str
    type: str
    rule: str = ""

    @property
    def required(self) -> bool:
        """Whether the legacy table refuses NULL here."""
        return "NOT NULL" in self.rule or "PRIMARY KEY" in self.rule


def _columns(names: str, type_name: str = "text", rule: str = "") -> list[Column]:
    return [Column(name, type_name, rule) for name in names.split()]


COLUMNS = (
    Column("id", "integer", "PRIMARY KEY"),
    *_columns("first_name surname", rule="NOT NULL"),
    Column("date_of_birth", "date", "NOT NULL"),
    Column("is_estimated_dob", "boolean", "DEFAULT false"),
    Column("sex", "text", "NOT NULL"),
    *_columns("nrc under_five_card_number napsa nupin art_number"),
    Column("no_nrc", "boolean", "DEFAULT false"),
    *_columns("country cellphone", rule="NOT NULL"),
    *_columns("other_cellphone landline email"),
    *_columns("house_number road_street area city_town_village landmarks"),
    *_columns("mothers_name mothers_surname", rule="NOT NULL"),
    Column("mother_deceased", "boolean", "DEFAULT false"),
    *_columns("mothers_nrc mothers_napsa_pspf mothers_nationality"),
    *_columns("fathers_name fathers_surname"),
    Column("father_deceased", "boolean", "DEFAULT false"),
    *_columns("fathers_nrc fathers_napsa_pspf fathers_nationality"),
    *_columns("guardian_name guardian_surname guardian_relationship"),
    *_columns("guardian_nrc guardian_napsa_pspf guardian_nationality"),
    *_columns("marital_status spouse_first_name spouse_surname"),
    *_columns("home_language other_home_language"),
    Column("is_born_in_zambia", "boolean"),
    *_columns("province_of_birth district_of_birth birth_place"),
    *_columns("religious_category religious_denomination other_religious_denomination"),
    *_columns("education_level other_education_level occupation other_occupation"),
    Column("facility", "text", "NOT NULL"),
    *_columns("registration_date last_updated", "timestamp without time zone", "DEFAULT LOCALTIMESTAMP"),
)
NAMES = tuple(column.name for column in COLUMNS)

_ALLOWED_TYPES = {
    "integer": ("integer", "bigint"),
    "text": ("text", "character varying"),
}


def check_names(names: Iterable[str], *, where: str) -> None:
    """Take 59 columns in any order, or 58 without one of MAY_LACK. Raises: LegacyError naming what is missing or unknown."""
    given = list(names)
    missing = [name for name in NAMES if name not in given]
    unknown = [name for name in given if name not in NAMES]
    doubled = sorted({name for name in given if given.count(name) > 1})
    faults = []
    if len(missing) > 1 or any(name not in MAY_LACK for name in missing):
        faults.append(_("missing: %(names)s") % {"names": ", ".join(missing)})
    if unknown:
        faults.append(_("unknown: %(names)s") % {"names": ", ".join(name or "''" for name in unknown)})
    if doubled:
        faults.append(_("twice: %(names)s") % {"names": ", ".join(doubled)})
    if faults:
        raise LegacyError(
            _("The columns of %(where)s are not those of the legacy table (%(faults)s).")
            % {"where": where, "faults": "; ".join(faults)}
        )


def check_table_name(table: str) -> str:
    """Gives: the name. Raises: LegacyError when it is no plain name of a table."""
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", table):
        raise LegacyError(
            _("%(table)s is no plain table name (small letters, digits, _).") % {"table": table}
        )
    return table


def columns_of(cursor: CursorWrapper, table: str) -> list[str] | None:
    """The columns of a legacy table in the database.

    Takes: `table`, its name. Gives: names in order, or None when there is no such table.
    Raises: LegacyError for a view, wrong columns or wrong types.
    """
    cursor.execute("SELECT relkind FROM pg_class WHERE oid = to_regclass(%s)", [check_table_name(table)])
    found = cursor.fetchone()
    if found is None:
        return None
    if found[0] not in ("r", "p"):
        raise LegacyError(
            _("%(table)s is not a table here: it is a view of the new tables.") % {"table": table}
        )
    cursor.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute "
        "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [table],
    )
    types = dict(cursor.fetchall())
    where = _("the table %(table)s") % {"table": table}
    check_names(types, where=where)
    wrong = [
        f"{column.name} ({types[column.name]})"
        for column in COLUMNS
        if column.name in types and types[column.name] not in _ALLOWED_TYPES.get(column.type, (column.type,))
    ]
    if wrong:
        raise LegacyError(
            _("Columns of %(where)s have a wrong type: %(wrong)s.")
            % {"where": where, "wrong": ", ".join(wrong)}
        )
    return list(types)


def need_table(cursor: CursorWrapper, table: str) -> list[str]:
    """As `columns_of`, for a table that must be there and that the asker may read. Raises: LegacyError."""
    present = columns_of(cursor, table)
    if present is None:
        raise LegacyError(_("There is no table %(table)s. Load one with legacy_load.") % {"table": table})
    cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [table])
    allowed = cursor.fetchone()
    if not allowed or not allowed[0]:
        raise LegacyError(
            _(
                "The application may not read %(table)s. Its owner can say: GRANT SELECT ON %(table)s TO smartcare_app;"
            )
            % {"table": table}
        )
    return present


def all_columns(present: Iterable[str], alias: str) -> sql.Composed:
    """A select list of all 59 columns in order: those that an installation lacks as NULL.

    Takes: `present`, the columns it has; `alias`, of the table in the query.
    """
    held = set(present)
    return sql.SQL(", ").join(
        sql.SQL("{}.{}").format(sql.Identifier(alias), sql.Identifier(column.name))
        if column.name in held
        else sql.SQL("NULL::{} AS {}").format(sql.SQL(column.type), sql.Identifier(column.name))
        for column in COLUMNS
    )
