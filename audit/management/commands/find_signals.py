"""`manage.py find_signals`: look through a day of the log for what is worth an auditor's look."""

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit.programs import program_actor
from audit.signals import find_signals
from smartcare.db.roles import as_owner


class Command(BaseCommand):
    help = "Find signals worth a look in the events of yesterday and today, or of one day. A second run adds only what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="a day as 2026-11-22")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        days = [options["day"]] if options["day"] else [today - timedelta(days=1), today]
        with as_owner():
            found = sum(find_signals(by=program_actor("find_signals"), day=day) for day in days)
        self.stdout.write(f"{found} signals new or grown.")
