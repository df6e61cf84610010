"""`manage.py verify_audit`: see that the audit log is what was sealed. Ends with 1 at the first fault, and says which."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.heads_file import LogDiffers
from audit.keys import KeyMissing, heads_files, verifier
from audit.verifying import AuditBroken, Report, verify

EVERY = 5.0


class Command(BaseCommand):
    help = "Rebuilds the audit log from its events and compares it with every tile and signed head, here and outside."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since", type=int, default=0, metavar="SIZE", help="Begin after the head of so many events."
        )
        parser.add_argument(
            "--key", default="", help="The public key as name+id+key (default: AUDIT_PUBLIC_KEY)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = self._told = time.monotonic()
        try:
            report = verify(
                verifier(options["key"]), heads_files(), since=options["since"], progress=self._progress
            )
        except (AuditBroken, KeyMissing, LogDiffers) as error:
            raise CommandError(str(error)) from error
        self._say(report, time.monotonic() - started)

    def _progress(self, done: int, of: int) -> None:
        if time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            self.stderr.write(f"{done} of {of} events …")

    def _say(self, report: Report, seconds: float) -> None:
        self.stdout.write(
            f"The log holds: {report.size} events under {report.heads} heads, {report.hashed} hashed anew in {seconds:.1f} s; "
            f"{report.outside} heads outside agree."
        )
        if report.redacted:
            self.stdout.write(f"{report.redacted} events are redacted; their digests hold.")
        if report.months:
            self.stdout.write(
                f"Taken away by retention: {', '.join(report.months)}; {report.detached} events were not hashed anew."
            )
        if report.unsealed:
            self.stdout.write(
                f"{report.unsealed} events wait for the next seal, the oldest since {report.oldest:%d %b %Y %H:%M} UTC."
            )
