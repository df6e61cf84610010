"""The SQL that captures a table's writes: one event a row, from statement triggers with transition tables.

Five traps are kept out: two joined transition tables get a quadratic cached plan unless the join is FULL; a statement with
parameters is planned anew at each call, so everything is said inside it; a generic diff costs twice a generated one; the
planner would read the context anew for every row unless OFFSET keeps it apart; and asking the system for a random salt costs
a third of a row, so each statement asks once and every row's salt is a digest of that and its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

NUMBER = "nextval('audit_events_id_seq')"
HIDDEN = "'\"***\"'"

TRANSITIONS = {
    "insert": "NEW TABLE AS new_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "OLD TABLE AS old_rows",
}

# What every event says beside its row: the context of the transaction, as `audit_context()` gives it.
_SAID = "reason, request_id, facility_id, actor_id, actor_name, role, act, program, db_user, session, address"
CONTEXT_ONCE = "(SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0)"
_CONTEXT = ", ".join(f"k.{name.strip()}" for name in _SAID.split(","))


@dataclass(frozen=True, slots=True)
class Captured:
    """A table whose writes become events.

    Takes: `table`; `key`, the columns that make a row the same row; `columns`, those to say, without computed ones;
    `patient`, the column that names the patient ("" for none); `row`, the columns that name a row in the event;
    `hidden`, columns of which only the change is said;
    `history`, the history table that the same triggers feed ("" for none), and `history_columns`, those both have.
    """

    table: str
    key: Sequence[str]
    columns: Sequence[str]
    patient: str = ""
    row: Sequence[str] = ()
    hidden: Sequence[str] = ()
    history: str = ""
    history_columns: Sequence[str] = ()


def attach_sql(captured: Captured) -> list[str]:
    """The statements that begin the capture of a table. Safe to run again after its columns changed."""
    table = captured.table
    statements = [_function(captured, operation) for operation in TRANSITIONS]
    for operation, transition in TRANSITIONS.items():
        name = f"{table}_audit_{operation}"
        statements += [
            f"CREATE OR REPLACE TRIGGER {name} AFTER {operation.upper()} ON {table} REFERENCING {transition} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]
    truncate = f"{table}_audit_truncate"
    statements += [
        f"CREATE OR REPLACE TRIGGER {truncate} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_truncated()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {truncate}",
    ]
    if captured.history:
        statements.append(f"REVOKE INSERT, UPDATE, DELETE ON {captured.history} FROM smartcare_app")
    return statements


def detach_sql(table: str) -> list[str]:
    """The statements that end the capture of a table."""
    names = [f"{table}_audit_{operation}" for operation in TRANSITIONS]
    drops = [f"DROP TRIGGER {name} ON {table}" for name in [*names, f"{table}_audit_truncate"]]
    return drops + [f"DROP FUNCTION {name}()" for name in names]


def body(captured: Captured, operation: str) -> str:
    """The body of a capture function, as it is stored. Takes: `operation`, insert, update or delete."""
    rows = {"insert": _inserted, "update": _updated, "delete": _deleted}[operation](captured)
    history = _history(captured, operation) if captured.history else ""
    return f"""
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    INSERT INTO audit_events (id, occurred_at, action, table_name, patient_id, row_id, payload, salt,
                              {_SAID})
    SELECT s.id, statement_timestamp(), '{operation[0].upper()}', '{captured.table}', s.patient_id, s.row_id, s.payload,
           audit_salt(k.seed, s.id), {_CONTEXT}
    FROM {CONTEXT_ONCE} k, (
{rows}
    ) s;{history}
    RETURN NULL;
END
"""  # noqa: S608 - names of our own tables and columns


def _function(captured: Captured, operation: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {captured.table}_audit_{operation}() RETURNS trigger\n"
        "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp "
        f"SET timezone = 'UTC' SET datestyle = 'ISO' AS $audit${body(captured, operation)}$audit$"
    )


def _inserted(captured: Captured) -> str:
    return _one_side(captured, "n", "new_rows")


def _deleted(captured: Captured) -> str:
    return _one_side(captured, "o", "old_rows")


def _one_side(captured: Captured, alias: str, rows: str) -> str:
    parts = ",\n".join(
        f"""            '"{column}":' || {_json(captured, alias, column)}""" for column in captured.columns
    )
    return f"""        SELECT {NUMBER} AS id, {_patient(captured, alias)} AS patient_id, {_row(captured, alias)} AS row_id,
            '{{' || concat_ws(',',
{parts}
        ) || '}}' AS payload
        FROM {rows} {alias}"""  # noqa: S608 - as above


def _updated(captured: Captured) -> str:
    parts = ",\n".join(f"                {_difference(captured, column)}" for column in captured.columns)
    key = " AND ".join(f"n.{column} = o.{column}" for column in captured.key)
    patient = (
        f"coalesce({_patient(captured, 'n')}, {_patient(captured, 'o')})"
        if captured.patient
        else "NULL::uuid"
    )
    return f"""        SELECT {NUMBER} AS id, d.patient_id, d.row_id, p.payload FROM (
            SELECT {patient} AS patient_id, coalesce({_row(captured, "n")}, {_row(captured, "o")}) AS row_id, concat_ws(',',
{parts}
            ) AS parts
            FROM old_rows o FULL JOIN new_rows n ON {key} OFFSET 0
        ) d, LATERAL (SELECT '{{' || d.parts || '}}' AS payload) p WHERE d.parts <> ''"""  # noqa: S608 - as above


def _difference(captured: Captured, column: str) -> str:
    changed = f"o.{column} IS DISTINCT FROM n.{column}"
    if column in captured.hidden:
        return f"""CASE WHEN {changed} THEN '"{column}":["***","***"]' END"""
    return f"""CASE WHEN {changed} THEN '"{column}":' || json_build_array(o.{column}, n.{column}) END"""


def _json(captured: Captured, alias: str, column: str) -> str:
    return HIDDEN if column in captured.hidden else f"to_json({alias}.{column})"


def _patient(captured: Captured, alias: str) -> str:
    return f"{alias}.{captured.patient}" if captured.patient else "NULL::uuid"


def _row(captured: Captured, alias: str) -> str:
    return " || ' ' || ".join(f"{alias}.{column}::text" for column in captured.row) or "NULL::text"


def _history(captured: Captured, operation: str) -> str:
    """A version for django-simple-history, at the moment of the event, so that each leads to the other."""
    sign, rows = {"insert": ("+", "new_rows"), "update": ("~", "new_rows"), "delete": ("-", "old_rows")}[
        operation
    ]
    names = ", ".join(captured.history_columns)
    return f"""
    INSERT INTO {captured.history} ({names}, history_id, history_date, history_type, history_change_reason,
                                    history_user_id, history_user_name, history_act)
    SELECT {names}, smartcare_uuid7(), statement_timestamp(), '{sign}', k.reason, k.actor_id, k.actor_name, k.act
    FROM {rows}, (SELECT * FROM audit_context() OFFSET 0) k;"""  # noqa: S608 - as above
