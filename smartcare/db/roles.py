"""Two database roles: the owner changes the schema, the application only works in it.

`DATABASE_URL` is the application's sign-in and `DATABASE_OWNER_URL` the owner's. With `DATABASE_URL` alone that sign-in is
the owner, and the application gives the owner's rights away at connect time by taking the group role `smartcare_app`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

APP_ROLE = "smartcare_app"


def database_settings(app_url: str, owner_url: str) -> dict[str, dict[str, Any]]:
    """The DATABASES setting for one database seen by two roles.

    Takes: `app_url` and `owner_url` as postgres:// addresses; `owner_url` may be empty.
    Gives: the setting; the owner's USER, PASSWORD and OPTIONS wait under the key OWNER.
    Raises: ImproperlyConfigured when there is no address or it is not PostgreSQL.
    """
    if not app_url:
        raise ImproperlyConfigured(
            "DATABASE_URL is not set. `make run` and `python manage.py …` start an embedded PostgreSQL and set it; "
            "for a server of your own, set DATABASE_URL=postgres://user:password@host/database."
        )
    app = _parsed(app_url)
    owner = _parsed(owner_url) if owner_url else dict(app)
    if not owner_url:
        app["OPTIONS"] = {**app.get("OPTIONS", {}), "options": f"-c role={APP_ROLE}"}
    app["OWNER"] = {key: owner.get(key) for key in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    app["CONN_HEALTH_CHECKS"] = True
    app["CONN_MAX_AGE"] = 60
    return {DEFAULT_DB_ALIAS: app}


def _parsed(url: str) -> dict[str, Any]:
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured("SmartCare runs on PostgreSQL: DATABASE_URL must begin with postgres://")
    parsed = environ.Env.db_url_config(url)
    options = dict(parsed.get("OPTIONS", {}))
    if host := options.pop("host", None):
        parsed["HOST"] = host
    parsed["OPTIONS"] = options
    return dict(parsed)


@contextmanager
def as_owner(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Make the connection the owner's for a while: migrations and operators' commands, never a page.

    Takes: `alias`, the name of a database in DATABASES.
    """
    connection = connections[alias]
    owner = connection.settings_dict.get("OWNER")
    if not owner:
        yield
        return
    before = {key: connection.settings_dict[key] for key in owner}
    connection.close()
    connection.settings_dict.update({key: value for key, value in owner.items() if value is not None})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def app_login(alias: str = DEFAULT_DB_ALIAS) -> str:
    """The sign-in name of the application, as DATABASE_URL gives it."""
    return str(connections[alias].settings_dict["USER"])
