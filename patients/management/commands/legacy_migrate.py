"""`manage.py legacy_migrate`: move the legacy table into the new tables."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from audit.context import RequestContext, in_request
from audit.programs import program_actor
from patients.legacy.exceptions import LegacyError
from patients.legacy.mapping import parts
from patients.legacy.migrate import migrate, rehearse
from patients.legacy.report import MigrationReport, describe
from patients.legacy.shape import TABLE
from smartcare.db.roles import as_owner

PROGRAM = "legacy_migrate"


class Command(BaseCommand):
    help = "Moves every row of the legacy patients table that has no patient yet, in one transaction."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Do it all, say the counts, and take it back."
        )
        parser.add_argument("--table", default=TABLE, help="The legacy table (%(default)s).")
        parser.add_argument("--reason", default="Move to the new tables", help="Why, for the record.")
        parser.add_argument(
            "--show-facilities",
            action="store_true",
            help="List the facility texts that named no facility for sure.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        run = rehearse if options["dry_run"] else migrate
        try:
            with in_request(RequestContext(program=PROGRAM)):
                report = run(
                    by=program_actor(PROGRAM),
                    reason=options["reason"],
                    table=options["table"],
                    told=self._progress,
                )
        except LegacyError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            # The database's message may hold the row: only its code is shown.
            code = getattr(error.__cause__, "sqlstate", None)
            raise CommandError(f"The database refused (code {code}). Nothing was written.") from None
        for line in describe(report):
            self.stdout.write(line)
        if options["show_facilities"]:
            self._places(report)
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")
        else:
            _analyze()

    def _progress(self, step: str) -> None:
        if step:
            self.stdout.write(step)

    def _places(self, report: MigrationReport) -> None:
        for place in report.places:
            fits = f", {place.candidates} facilities fit" if place.outcome == "ambiguous" else ""
            self.stdout.write(f"  {place.outcome}: {place.given!r}, {place.rows} rows{fits}")


def _analyze() -> None:
    """Tell the planner about the new rows at once; only the owner may."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(parts()))
