"""`manage.py seal_audit`: give every committed event its place in the log, and sign it. Run it every minute, or with --every."""

import os
import signal
from argparse import ArgumentParser
from threading import Event
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from audit.heads_file import LogDiffers
from audit.keys import KeyMissing
from audit.notes import BadNote
from audit.sealing import seal

# How often it looks whether the process it belongs to still lives, in seconds.
LOOK = 1.0


class Command(BaseCommand):
    help = "Seals the audit log up to now and appends the signed heads to the files outside the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, metavar="SECONDS", help="Go on until SIGTERM, with this pause."
        )

        parser.add_argument(
            "--while", type=int, dest="parent", metavar="PID", help="End when this process has ended."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pause = options["every"]
        if pause is None:
            self._seal()
            return
        if pause <= 0:
            raise CommandError("--every takes a number of seconds above 0.")
        ended = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ended.set())
        parent = options["parent"]
        while not ended.is_set() and (parent is None or _lives(parent)):
            try:
                self._seal()
            except DatabaseError as error:
                # A database that restarts must not end the sealing for good.
                self.stderr.write(f"Nothing sealed this time: {type(error).__name__}.")
            _wait(ended, pause, parent)

    def _seal(self) -> None:
        try:
            done = seal()
        except (KeyMissing, LogDiffers, BadNote) as error:
            raise CommandError(str(error)) from error
        if done.events or done.published:
            self.stdout.write(
                f"{done.events} events sealed under {done.heads} heads; the log has {done.size} events. "
                f"{done.published} heads written outside."
            )


def _wait(ended: Event, pause: float, parent: int | None) -> None:
    """Wait for the pause to end, the signal, or the parent's end, whichever comes first."""
    until = monotonic() + pause
    while (left := until - monotonic()) > 0 and not ended.wait(min(left, LOOK)):
        if parent is not None and not _lives(parent):
            return


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
