"""Whether what writes the log is still there: capture triggers as the migrations made them, and those that keep events as they are."""

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from audit.attach import AttachAudit, captured_of
from audit.capture import TRANSITIONS, body

KEEPERS = ("audit_events_append_only", "audit_events_not_emptied")


def gaps() -> list[str]:
    """What is missing, switched off or changed, as sentences; none when all is well."""
    return [*_keepers_lacking(), *_capture_lacking()]


def _keepers_lacking() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, k.name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"
            " CROSS JOIN unnest(%s::text[]) AS k(name) LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgname = k.name"
            " AND t.tgenabled = 'A' WHERE (c.oid = 'audit_events'::regclass OR c.oid IN"
            " (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'audit_events'::regclass)) AND t.oid IS NULL ORDER BY 1, 2",
            [list(KEEPERS)],
        )
        return [
            f"{table} can be changed: {name} is missing or not always on" for table, name in cursor.fetchall()
        ]


def _capture_lacking() -> list[str]:
    wanted = _bodies()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, t.tgenabled::text, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgname = ANY(%s)",
            [list(wanted)],
        )
        found = {name: (enabled, source) for name, enabled, source in cursor.fetchall()}
    told = []
    for name, source in sorted(wanted.items()):
        enabled, installed = found.get(name, ("", ""))
        if enabled != "A":
            told.append(f"the capture trigger {name} is missing or not always on")
        elif source and installed != source:
            told.append(f"the capture function {name} is not the one that SmartCare installs")
    return told


def _bodies() -> dict[str, str]:
    """The triggers that the applied migrations made, with the text of their functions where it is generated."""
    loader = MigrationLoader(connection)
    wanted: dict[str, str] = {}
    for key in loader.applied_migrations:
        for operation in loader.graph.nodes[key].operations if key in loader.graph.nodes else ():
            if isinstance(operation, AttachAudit):
                captured = captured_of(
                    apps, operation.app_label or key[0], operation.model_name, **operation.manner
                )
                wanted |= {f"{captured.table}_audit_{name}": body(captured, name) for name in TRANSITIONS}
                wanted[f"{captured.table}_audit_truncate"] = ""
    return wanted
