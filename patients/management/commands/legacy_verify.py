"""`manage.py legacy_verify`: prove that every legacy value comes back from the new tables."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from patients.legacy.exceptions import LegacyError
from patients.legacy.shape import NAMES, TABLE
from patients.legacy.verify import Verification, verify


class Command(BaseCommand):
    help = "Compares the legacy patients table with the new tables, every column of every row; fails at a difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--table", default=TABLE, help="The legacy table (%(default)s).")
        parser.add_argument(
            "--show-values",
            action="store_true",
            help="Show the values that differ. They identify people: mind who sees the screen.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = monotonic()
        try:
            result = verify(table=options["table"], show_values=options["show_values"])
        except LegacyError as error:
            raise CommandError(str(error)) from error
        for line in _lines(result):
            self.stdout.write(line)
        compared = (
            f"{result.rows} rows × {len(NAMES)} columns compared, {result.difference_count()} differences"
        )
        if not result.holds():
            raise CommandError(compared)
        self.stdout.write(f"{monotonic() - started:.1f} s.")
        self.stdout.write(compared)


def _lines(result: Verification) -> list[str]:
    lines = [
        f"Row {found.id}, {found.column}: legacy {found.legacy}; now {found.now}"
        for found in result.differences
    ]
    lines += [f"Row {row_id} has no patient." for row_id in result.missing]
    lines += [f"Patient {row_id} was migrated but has no legacy row." for row_id in result.extra]
    lines += [f"{table}: {count} rows belong to no patient." for table, count in result.orphans.items()]
    lines += [
        f"{table}: {held} rows of migrated patients, but the legacy rows call for {called_for}."
        for table, (held, called_for) in result.surplus.items()
    ]
    if result.numbers_behind:
        lines.append("The next number of a new patient is taken already.")
    if result.by_column:
        lines.append(
            "Differences by column: " + ", ".join(f"{name} {n}" for name, n in result.by_column.most_common())
        )
    if result.lacking:
        lines.append(f"This installation has no column {', '.join(result.lacking)}: compared as NULL.")
    lines.append(
        f"{result.missing_count} missing, {result.extra_count} extra, {sum(result.orphans.values())} orphans; "
        f"{result.registered_here} patients registered here are not compared."
    )
    return lines
