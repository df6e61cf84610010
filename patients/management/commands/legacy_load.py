"""`manage.py legacy_load FILE`: take a legacy table from a CSV file."""

from argparse import ArgumentParser
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from patients.legacy.exceptions import LegacyError
from patients.legacy.load import load
from patients.legacy.shape import TABLE


class Command(BaseCommand):
    help = "Loads a legacy patients table (59 columns, or 58) from a CSV file into an empty table, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8 with a header; \\N is NULL.")
        parser.add_argument("--table", default=TABLE, help="The table to make or fill (%(default)s).")

    def handle(self, *args: Any, **options: Any) -> None:
        started = monotonic()
        try:
            result = load(path=options["file"], table=options["table"], told=self._progress)
        except LegacyError as error:
            raise CommandError(str(error)) from error
        seconds = monotonic() - started
        made = "made" if result.made else "was empty"
        self.stdout.write(
            f"The file has {result.rows} rows; {result.rows} rows are in {options['table']} (the table {made}). {seconds:.1f} s."
        )
        if result.lacking:
            self.stdout.write(f"This installation has no column {result.lacking}.")

    def _progress(self, rows: int) -> None:
        self.stdout.write(f"{rows} rows copied …")
