"""The test database: made by the owner, used by the application's role, emptied by the owner."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import ProgrammingError, connection
from psycopg import sql

from smartcare.db.roles import as_owner

# Filled by migrations; a test may rely on them.
REFERENCE = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "facilities_province",
    "facilities_district",
    "facilities_district_province",
}


def create(name: str) -> None:
    """Make the database `name` and migrate it, as `manage.py migrate` does for operators."""
    with _maintenance() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    connection.close()
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)


def drop(name: str, before: str) -> None:
    """Remove the database `name` and point the connection back to `before`."""
    if connection.settings_dict["OWNER"]["USER"] != connection.settings_dict["USER"]:
        _end_own_sessions()
    connection.close()
    connection.settings_dict["NAME"] = before
    with _maintenance() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def empty() -> None:
    """Remove what a test committed, and nothing that a migration put there. The application's role could not."""
    with as_owner(), connection.cursor() as cursor:
        # Events can't be emptied by anybody: their months go as whole tables, as retention takes them, and come back empty.
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_events'::regclass"
        )
        for (month,) in cursor.fetchall():
            cursor.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(month)))
        cursor.execute("SELECT audit_make_month(now())")
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'audit_events%'"
        )
        tables = sorted({row[0] for row in cursor.fetchall()} - REFERENCE - {"facilities_facility"})
        cursor.execute(
            sql.SQL(
                "BEGIN; SET LOCAL smartcare.actor_id = 'tests'; SET LOCAL smartcare.act = 'tests.empty';"
                " TRUNCATE {tables}; DELETE FROM facilities_facility WHERE NOT is_unknown; COMMIT"
            )
            .format(tables=sql.SQL(", ").join(map(sql.Identifier, tables)))
            .as_string(cursor.connection)
        )


def _end_own_sessions() -> None:
    """End sessions that a thread left behind: the owner may not end those of the application's sign-in, which itself may."""
    for _attempt in range(50):
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND usename = session_user AND pid <> pg_backend_pid()"
                )
            return
        except ProgrammingError:
            # One that is just leaving belongs to nobody any more, and only a superuser may end it. It leaves by itself.
            time.sleep(0.1)


@contextmanager
def _maintenance() -> Iterator[object]:
    name = connection.settings_dict["NAME"]
    with as_owner():
        connection.settings_dict["NAME"] = "postgres"
        try:
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()
            connection.settings_dict["NAME"] = name
