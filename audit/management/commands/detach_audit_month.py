"""`manage.py detach_audit_month audit_events_2020_01`: take an old month out of the log, to a file if asked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.context import RequestContext, in_request
from audit.programs import program_actor
from audit.retention import MonthStays, detach_month

PROGRAM = "detach_audit_month"


class Command(BaseCommand):
    help = "Takes a whole sealed month out of the audit log. Its seals stay, and that it went is an event."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="The month's table, as audit_events_2020_01.")
        parser.add_argument(
            "--older-than", type=int, required=True, metavar="DAYS", help="The age it must have."
        )
        parser.add_argument("--reason", required=True, help="The rule that lets it go.")
        parser.add_argument(
            "--out", type=Path, help="Write its events to this file first (gzip). It must not exist."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with in_request(RequestContext(program=PROGRAM)):
                done = detach_month(
                    options["month"],
                    by=program_actor(PROGRAM),
                    reason=options["reason"],
                    older_than_days=options["older_than"],
                    file=options["out"],
                )
        except (MonthStays, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{done.month} was taken out of the log: {done.events} events.")
