#!/usr/bin/env python
"""SmartCare's commands. Without DATABASE_URL, the embedded PostgreSQL server runs while a command runs."""

import os
import sys

from smartcare.db.server import ServerError, hold_until_exit
from smartcare.db.server.run import environment


def settings_module(arguments: list[str]) -> str:
    """The settings that Django will take: from `--settings` if given, else from the environment.

    Takes: `arguments` of the command line.
    """
    for position, argument in enumerate(arguments):
        if argument.startswith("--settings="):
            return argument.partition("=")[2]
        if argument == "--settings" and position + 1 < len(arguments):
            return arguments[position + 1]
    return os.environ["DJANGO_SETTINGS_MODULE"]


def main() -> None:
    """Find a database, then hand over to Django. Production never falls back: it wants DATABASE_URL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcare.settings.dev")
    in_production = settings_module(sys.argv[1:]).endswith(".prod")
    if not os.environ.get("DATABASE_URL") and not in_production:
        try:
            os.environ.update(environment(hold_until_exit()))
        except ServerError as error:
            sys.exit(str(error))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
