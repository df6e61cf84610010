"""`manage.py migrate`: Django's own command, run as the owner of the schema and never as the application."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from psycopg import sql

from smartcare.db.roles import APP_ROLE, app_login, as_owner
from smartcare.ops.schema_watch import watch_schema


class Command(Migrate):
    help = (
        Migrate.help
        + " Runs as the owner (DATABASE_OWNER_URL), then lets the application's sign-in work in the schema."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        alias = options["database"]
        login = app_login(alias)
        with as_owner(alias):
            super().handle(*args, **options)
            if not (options.get("plan") or options.get("check_unapplied")):
                _let_in(alias, login)
        if not (options.get("plan") or options.get("check_unapplied")) and not watch_schema(alias):
            self.stderr.write(
                self.style.WARNING(
                    "Changes of the schema are not audited yet: only a superuser may watch them. Run migrate once with "
                    "DATABASE_SUPERUSER_URL set (docs/guide/operators.md)."
                )
            )


def _let_in(alias: str, login: str) -> None:
    """Make the application's sign-in a member of the group role. Takes: `alias`; `login`, a role name."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT current_user <> %(login)s AND NOT pg_has_role(%(login)s, %(app)s, 'MEMBER') "
            "AND EXISTS (SELECT FROM pg_roles WHERE rolname = %(app)s)",
            {"login": login, "app": APP_ROLE},
        )
        row = cursor.fetchone()
        if row and row[0]:
            cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP_ROLE), sql.Identifier(login)))
