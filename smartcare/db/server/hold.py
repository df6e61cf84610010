"""Using the server for as long as a process lives. The last one to leave stops it, however it leaves."""

import atexit
import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Self

from smartcare.db.server.cluster import ServerUrls
from smartcare.db.server.errors import ServerError, open_log
from smartcare.db.server.lifecycle import (
    ensure_running,
    find_server,
    keep_server,
    stop_if_unused,
    stop_server,
)
from smartcare.db.server.lock import exclusive, is_shared, share, unshare
from smartcare.db.server.paths import CHECKOUT, Place, open_place

WAITING = "Another SmartCare is starting or stopping the database; waiting for it."


def ensure(state_dir: Path | None = None, *, fast: bool = False) -> ServerUrls:
    """Have the server run, without using it: it stays until a last user leaves or it is stopped.

    Takes: `state_dir` (default: this checkout's); `fast` for the tests' cluster.
    Gives: its addresses.
    Raises: ServerError, with a message for a person.
    """
    place = open_place(state_dir, fast=fast)
    with exclusive(place.start_lock, WAITING) as lock:
        return ensure_running(place, lock)


class Watchdog:
    """A small process that notices our death by the end of a pipe, and then does what we would have done."""

    def __init__(self, place: Place) -> None:
        """Set it going, out of reach of Ctrl-C. Takes: `place` of the server to watch over."""
        command = [sys.executable, "-m", "smartcare.db.server.watchdog"]
        command += [str(place.root), "fast" if place.fast else "", str(os.getpid())]
        paths = [str(CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")])]
        with open_log(place.log) as log:
            self._process = subprocess.Popen(
                command,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                cwd="/",
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )

    def guard(self, pid: int) -> None:
        """Have a process ended, too, if we die. Takes: `pid` of a child of ours; 0 for none any more."""
        self._say(f"guard {pid}\n")

    def dismiss(self, *, in_peace: bool) -> None:
        """Let it go. Takes: `in_peace`, whether we did our duty ourselves."""
        self._say("done\n" if in_peace else "abandon\n")
        pipe = self._process.stdin
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()
        if in_peace:
            self._process.wait()
        else:
            # It still has work to do, perhaps for long; we do not wait for it.
            self._process.returncode = 0

    def _say(self, text: str) -> None:
        # A watchdog that was killed is no reason to fail: the next start finds the running server.
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                os.write(self._process.stdin.fileno(), text.encode())


class Hold:
    """One use of the server, from `hold` to `release`, the end of the block or the end of the process."""

    def __init__(self, place: Place, urls: ServerUrls, use: int, watchdog: Watchdog) -> None:
        """Takes: `use`, the descriptor of the users' lock held in common."""
        self.urls = urls
        self.watchdog = watchdog
        self._place, self._use, self._pid = place, use, os.getpid()
        self._released = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def revive(self) -> bool:
        """Start the server again if it is gone: somebody killed it, or the machine had no memory left.

        Gives: whether it was gone. Raises: ServerError when it can't be started.
        """
        if find_server(self._place) is not None:
            return False
        with exclusive(self._place.start_lock, WAITING) as lock:
            ensure_running(self._place, lock)
        return True

    def release(self) -> None:
        """Leave; stop the server if nobody else uses it. In a forked child: nothing."""
        if self._released or os.getpid() != self._pid:
            return
        self._released = True
        try:
            with exclusive(self._place.start_lock, WAITING):
                unshare(self._use)
                stop_if_unused(self._place)
        except BaseException:
            self.watchdog.dismiss(in_peace=False)
            raise
        self.watchdog.dismiss(in_peace=True)


def hold(state_dir: Path | None = None, *, fast: bool = False) -> Hold:
    """Have the server run and use it.

    Takes: `state_dir` (default: this checkout's); `fast` for the tests' cluster.
    Gives: the use, to be released; if this process is killed, a watchdog releases it.
    Raises: ServerError, with a message for a person.
    """
    place = open_place(state_dir, fast=fast)
    watchdog = Watchdog(place)
    try:
        with exclusive(place.start_lock, WAITING) as lock:
            urls = ensure_running(place, lock)
            use = share(place.users)
    except BaseException:
        watchdog.dismiss(in_peace=False)
        raise
    return Hold(place, urls, use, watchdog)


def hold_until_exit(state_dir: Path | None = None, *, fast: bool = False) -> ServerUrls:
    """Have the server run and use it until this process ends.

    Takes and raises as `hold`. Gives: its addresses.
    """
    use = hold(state_dir, fast=fast)
    atexit.register(use.release)
    return use.urls


def start(place: Place) -> ServerUrls:
    """Start the server by hand: it stays until `stop`, whoever comes and goes.

    Raises: ServerError, with a message for a person.
    """
    with exclusive(place.start_lock, WAITING) as lock:
        urls = ensure_running(place, lock)
        keep_server(place)
    return urls


def stop(place: Place) -> bool:
    """Stop the server by hand.

    Gives: False when none runs.
    Raises: ServerError when somebody uses it.
    """
    with exclusive(place.start_lock, WAITING):
        if is_shared(place.users):
            raise ServerError("The embedded database is in use by a running SmartCare. Stop that first.")
        return stop_server(place)
