"""`manage.py import_facilities FILE`: take over the Master Facility List."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.context import RequestContext, in_request
from audit.programs import program_actor
from facilities.exceptions import UnreadableList
from facilities.services import ImportResult, Outcome, import_facilities, plan_import, read_list

PROGRAM = "import_facilities"


class Command(BaseCommand):
    help = (
        "Creates and updates facilities from the Master Facility List. The same list twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The list as CSV, with a header.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen; write nothing.")
        parser.add_argument("--report", type=Path, help="Write the outcome of every line to this CSV file.")

    def handle(self, *args: Any, **options: Any) -> None:
        started = monotonic()
        rows = read_list(options["file"])
        try:
            with in_request(RequestContext(program=PROGRAM)):
                if options["dry_run"]:
                    result = plan_import(rows=rows, told=self._progress)
                else:
                    result = import_facilities(
                        by=program_actor(PROGRAM), reason="", rows=rows, told=self._progress
                    )
        except UnreadableList as error:
            raise CommandError(str(error)) from error
        if options["report"]:
            _write_report(options["report"], result)
        self._summary(result, dry_run=options["dry_run"], seconds=monotonic() - started)

    def _progress(self, rows: int) -> None:
        self.stdout.write(f"{rows} rows read …")

    def _summary(self, result: ImportResult, *, dry_run: bool, seconds: float) -> None:
        for line in result.lines:
            if line.outcome == Outcome.REFUSED:
                self.stderr.write(f"Line {line.line} refused: {'; '.join(line.notes)}.")
        counts = ", ".join(f"{result.count(outcome)} {outcome.label}" for outcome in Outcome)
        self.stdout.write(
            f"{len(result.lines)} rows: {counts}. {result.noted()} taken with a note. {seconds:.1f} s."
        )
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")


def _write_report(path: Path, result: ImportResult) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["line", "name", "outcome", "notes"])
            for line in result.lines:
                writer.writerow([line.line, line.name, line.outcome.value, "; ".join(line.notes)])
    except OSError as error:
        raise CommandError(f"The report can't be written to {path}: {error.strerror}.") from error
