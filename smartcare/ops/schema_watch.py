"""The event triggers that make a change of the schema an event. Only a superuser may make them, and then only one may switch them off."""

import os
from contextlib import closing
from typing import Any

import environ
import psycopg
from django.db import connections

from smartcare.db.roles import as_owner

WATCHES = {"audit_ddl_command": "ddl_command_end", "audit_ddl_drop": "sql_drop"}


def watch_schema(alias: str) -> bool:
    """See that the schema is watched.

    Takes: `alias` of a database. The superuser is DATABASE_SUPERUSER_URL, else the owner if it is one.
    Gives: whether it is watched now; True where there is no audit to write to.
    """
    with as_owner(alias), connections[alias].cursor() as cursor:
        if not _lacking(cursor):
            return True
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
        if row and row[0]:
            _watch(cursor)
            return True
    url = os.environ.get("DATABASE_SUPERUSER_URL", "")
    if not url:
        return False
    with closing(psycopg.connect(**_parameters(url, alias), autocommit=True)) as superuser:
        _watch(superuser.cursor())
    return True


def _lacking(cursor: Any) -> list[str]:
    cursor.execute("SELECT to_regproc('public.audit_ddl_seen') IS NULL")
    if cursor.fetchone()[0]:
        return []
    cursor.execute("SELECT evtname FROM pg_event_trigger WHERE evtenabled = 'A'")
    there = {row[0] for row in cursor.fetchall()}
    return [name for name in WATCHES if name not in there]


def _watch(cursor: Any) -> None:
    for name in _lacking(cursor):
        cursor.execute(f"DROP EVENT TRIGGER IF EXISTS {name}")
        cursor.execute(
            f"CREATE EVENT TRIGGER {name} ON {WATCHES[name]} EXECUTE FUNCTION public.audit_ddl_seen()"
        )
        # ALWAYS: also while a session calls itself a replica.
        cursor.execute(f"ALTER EVENT TRIGGER {name} ENABLE ALWAYS")


def _parameters(url: str, alias: str) -> dict[str, Any]:
    given = environ.Env.db_url_config(url)
    host = given.get("OPTIONS", {}).get("host") or given["HOST"]
    name = connections[alias].settings_dict["NAME"]
    found = {
        "host": host,
        "port": given["PORT"],
        "user": given["USER"],
        "password": given["PASSWORD"],
        "dbname": name,
    }
    return {key: value for key, value in found.items() if value}
