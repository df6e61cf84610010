"""The watchdog: waits for the end of its supervisor and, if that was sudden, stops what it left behind."""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

from smartcare.db.server.account import server_account
from smartcare.db.server.hold import WAITING
from smartcare.db.server.lifecycle import stop_if_unused
from smartcare.db.server.lock import exclusive
from smartcare.db.server.paths import Place
from smartcare.db.server.process import is_alive

_GRACE = 10.0


def watch(place: Place, supervisor: int) -> None:
    """Read what the supervisor says until it ends. Takes: `place` of the server; `supervisor`, its pid."""
    guarded = 0
    for line in sys.stdin:
        word, _, value = line.partition(" ")
        if word.strip() == "done":
            return
        if word.strip() == "abandon":
            break
        if word == "guard":
            guarded = int(value)
    else:
        # The pipe may end before the locks do: a process dies by and by.
        _await_end(supervisor)
    if guarded:
        _end(guarded)
    if place.root.is_dir():
        with exclusive(place.start_lock, WAITING):
            stop_if_unused(place)


def _end(pid: int) -> None:
    """End the program that the supervisor ran: without its database it is of no use."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sign)
        if _await_end(pid):
            return


def _await_end(pid: int) -> bool:
    deadline = time.monotonic() + _GRACE
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


if __name__ == "__main__":
    watch(Place(Path(sys.argv[1]), sys.argv[2] == "fast", server_account()), int(sys.argv[3]))
