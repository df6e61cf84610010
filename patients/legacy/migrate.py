"""The one-shot migration: every legacy row into the new tables, in one act, or nothing."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from audit.acts import act
from audit.context import Actor
from patients.legacy.exceptions import LegacyError
from patients.legacy.mapping import insert_statement, parts
from patients.legacy.report import MigrationReport, count_outcomes
from patients.legacy.shape import COLUMNS, all_columns, check_table_name, need_table

Told = Callable[[str], None]

# Two migrations at once would both find the same rows missing.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('smartcare.legacy'))"
_SOURCE = sql.SQL(
    "SELECT b.*, place.facility_id FROM legacy_batch b JOIN legacy_place place ON place.given = b.facility"
)
_PLACES = (
    "CREATE TEMPORARY TABLE legacy_place ON COMMIT DROP AS SELECT texts.given, found.* "
    "FROM (SELECT DISTINCT facility AS given FROM legacy_batch) texts, smartcare_legacy_facility(texts.given) found"
)
# Old programs have not seen the numbers of patients registered here before; legacy numbers stand in their other tables.
_RENUMBER = sql.SQL("""
    WITH taken AS (
        SELECT p.id, row_number() OVER (ORDER BY p.legacy_id) AS place FROM patient_core p
        JOIN {table} l ON l.id = p.legacy_id WHERE p.registered_by <> 'legacy'),
    fresh AS (SELECT id, nextval('patient_legacy_id_seq') AS legacy_id FROM taken ORDER BY place)
    UPDATE patient_core p SET legacy_id = fresh.legacy_id, version = p.version + 1
    FROM fresh WHERE p.id = fresh.id""")


class _Rehearsed(Exception):
    """Carries the report out of a transaction that must not be kept."""

    def __init__(self, report: MigrationReport) -> None:
        super().__init__()
        self.report = report


def migrate(*, by: Actor, reason: str, table: str, told: Told) -> MigrationReport:
    """Move every legacy row that has no patient yet.

    Takes: `by`, who; `reason`, why; `table`, the legacy table; `told`, called with each step.
    Gives: the counts. Raises: LegacyError when the tables are not fit; any error leaves nothing written.
    """
    return _timed(lambda: _migrate(by=by, reason=reason, table=table, told=told, keep=True))


def rehearse(*, by: Actor, reason: str, table: str, told: Told) -> MigrationReport:
    """Do all that `migrate` does and take it back. Gives: the counts that a migration would have. Raises: as `migrate`."""

    def run() -> MigrationReport:
        try:
            return _migrate(by=by, reason=reason, table=table, told=told, keep=False)
        except _Rehearsed as end:
            return end.report

    return _timed(run)


def _timed(run: Callable[[], MigrationReport]) -> MigrationReport:
    started = monotonic()
    report = run()
    report.seconds = monotonic() - started
    return report


@act("legacy.migrate")
def _migrate(*, by: Actor, reason: str, table: str, told: Told, keep: bool) -> MigrationReport:
    report = MigrationReport()
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        # Foreign keys are checked statement by statement: else every row waits in memory for the commit.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _check(cursor, table)
        if keep:
            # Before any row is written, so that who registers meanwhile draws a number beyond the legacy ones.
            _numbers_after(cursor, table)
        report.renumbered = _renumber(cursor, table)
        _gather(cursor, table, report, told)
        _fill(cursor, report, told)
        count_outcomes(cursor, report)
        if not keep:
            raise _Rehearsed(report)
        _numbers_after(cursor, "patient_core")
    return report


def _check(cursor: Any, table: str) -> None:
    """Refuse a table that no known installation has, before any row is written."""
    present = need_table(cursor, check_table_name(table))
    needed = [column.name for column in COLUMNS if column.required and column.name in present]
    counts = sql.SQL(", ").join(
        sql.SQL("count(*) FILTER (WHERE {} IS NULL)").format(sql.Identifier(name)) for name in needed
    )
    cursor.execute(sql.SQL("SELECT {} FROM {}").format(counts, sql.Identifier(table)))
    empty = [f"{name} ({count})" for name, count in zip(needed, cursor.fetchone(), strict=True) if count]
    if empty:
        raise LegacyError(
            _("Columns that the legacy table demands hold NULL: %(columns)s.") % {"columns": ", ".join(empty)}
        )
    cursor.execute(
        "SELECT count(*) FILTER (WHERE is_unknown), count(*) FILTER (WHERE NOT is_unknown) FROM facilities_facility"
    )
    unknown, known = cursor.fetchone()
    if not unknown:
        raise LegacyError(_("The facility that stands for unknown places is missing. Run migrate."))
    if not known:
        raise LegacyError(_("There are no facilities yet. Run import_facilities first."))


def _numbers_after(cursor: Any, table: str) -> None:
    column = sql.Identifier("legacy_id" if table == "patient_core" else "id")
    cursor.execute(
        sql.SQL("SELECT smartcare_legacy_id_after(max({})) FROM {}").format(column, sql.Identifier(table))
    )


def _renumber(cursor: Any, table: str) -> int:
    cursor.execute(_RENUMBER.format(table=sql.Identifier(table)))
    return int(cursor.rowcount)


def _gather(cursor: Any, table: str, report: MigrationReport, told: Told) -> None:
    """One picture of the rows to move, so that writers of the legacy table can't change it between two statements."""
    name = sql.Identifier(table)
    cursor.execute(
        sql.SQL(
            "CREATE TEMPORARY TABLE legacy_batch ON COMMIT DROP AS SELECT {columns}, smartcare_uuid7() AS patient_id "
            "FROM {table} l WHERE NOT EXISTS (SELECT FROM patient_core p WHERE p.legacy_id = l.id) ORDER BY l.id"
        ).format(columns=all_columns(need_table(cursor, table), "l"), table=name)
    )
    report.migrated = cursor.rowcount
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(name))
    report.rows = cursor.fetchone()[0]
    report.skipped = report.rows - report.migrated
    told(_("%(rows)d rows to migrate.") % {"rows": report.migrated})
    cursor.execute("ANALYZE legacy_batch")
    cursor.execute(_PLACES)
    told(_("%(texts)d facility texts looked up.") % {"texts": cursor.rowcount})
    cursor.execute("ANALYZE legacy_place")


def _fill(cursor: Any, report: MigrationReport, told: Told) -> None:
    for target in parts():
        cursor.execute(insert_statement(cursor, target, _SOURCE))
        report.filled[target] = cursor.rowcount
        told(_("%(table)s: %(rows)d rows.") % {"table": target, "rows": cursor.rowcount})
