"""`manage.py export_audit`: events with their proofs, for whoever must be able to check them without us."""

from argparse import ArgumentParser, ArgumentTypeError
from contextlib import nullcontext
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.context import RequestContext, in_request
from audit.exporting import Wanted, export, note_export
from audit.keys import KeyMissing, verifier
from audit.programs import program_actor
from smartcare.db.roles import as_owner

PROGRAM = "export_audit"


class Command(BaseCommand):
    help = "Writes audit events with their proofs as lines of JSON. The export is an event itself, written before the first line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--patient", type=UUID, help="The patient's UUID.")
        whose.add_argument("--all", action="store_true", help="Every event.")
        parser.add_argument(
            "--from", dest="start", type=_day, required=True, help="The first day, as 2026-11-22."
        )
        parser.add_argument("--to", dest="end", type=_day, required=True, help="The last day, as 2026-11-23.")
        parser.add_argument("--reason", required=True, help="Why the events leave the log; it stands in it.")
        parser.add_argument(
            "--out", type=Path, help="The file to make (default: standard output). It must not exist."
        )
        parser.add_argument(
            "--key", default="", help="The public key as name+id+key (default: AUDIT_PUBLIC_KEY)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["reason"].strip():
            raise CommandError("--reason must say why.")
        start, end = _beginning(options["start"]), _beginning(options["end"] + timedelta(days=1))
        if start >= end:
            raise CommandError("--from must not be after --to.")
        wanted = Wanted(options["patient"], start, end)
        try:
            key = verifier(options["key"])
            target = (
                options["out"].open("x", encoding="utf-8") if options["out"] else nullcontext(self.stdout)
            )
        except KeyMissing as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['out']} can't be made: {error.strerror}.") from error
        with target as out, in_request(RequestContext(program=PROGRAM)), as_owner():
            note_export(by=program_actor(PROGRAM), reason=options["reason"], wanted=wanted)
            events, unsealed = export(out.write, key, wanted)
        self.stderr.write(f"{events} events written, {unsealed} of them not sealed yet.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no day of the form 2026-11-22") from error


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)
