"""Running a program with the server under it: the server comes and goes with the program."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import FrameType
from typing import Any, Self

from smartcare.db.server.cluster import ServerUrls
from smartcare.db.server.errors import ServerError
from smartcare.db.server.hold import Hold, hold
from smartcare.db.server.lock import only_one
from smartcare.db.server.paths import open_place

NOT_FOUND = 127
_LOOK_SECONDS = 1.0
_FORWARDED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run_with_server(
    command: Sequence[str],
    *,
    state_dir: Path | None = None,
    fast: bool = False,
    single: str | None = None,
    address: str | None = None,
) -> int:
    """Run a program with DATABASE_URL and DATABASE_OWNER_URL set; the server stops when its last user leaves.

    Takes: `command`; `state_dir` and `fast` as `hold`; `single`, a name of which only one may run, with the
    `address` to tell others. When DATABASE_URL is set already, nothing is started: the program gets that one.
    Gives: the program's exit code; 128 and the number of the signal that ended it; 127 when it is not there.
    Raises: ServerError; AlreadyRunningError.
    """
    place = open_place(state_dir, fast=fast)
    alone = (
        only_one(place.root / f"{single}.lock", name=single, address=address, command=command)
        if single
        else nullcontext()
    )
    with alone:
        if os.environ.get("DATABASE_URL"):
            return _run(command, os.environ, None)
        with hold(state_dir, fast=fast) as use:
            return _run(command, {**os.environ, **environment(use.urls)}, use)


def environment(urls: ServerUrls) -> dict[str, str]:
    """What a program needs in its environment to find the server. The superuser's address is for `migrate` alone."""
    return {
        "DATABASE_URL": urls.app_url,
        "DATABASE_OWNER_URL": urls.owner_url,
        "DATABASE_SUPERUSER_URL": urls.superuser_url,
    }


def _run(command: Sequence[str], env: Mapping[str, str], use: Hold | None) -> int:
    with _Forwarding() as forwarding:
        try:
            child = subprocess.Popen(command, env=env)
        except OSError as error:
            print(f"{command[0]} cannot be run: {error.strerror}.", file=sys.stderr)
            return NOT_FOUND
        forwarding.to(child)
        if use is None:
            code = child.wait()
        else:
            use.watchdog.guard(child.pid)
            code = _wait_and_watch(child, use)
            use.watchdog.guard(0)
    return code if code >= 0 else 128 - code


def _wait_and_watch(child: subprocess.Popen[bytes], use: Hold) -> int:
    """Wait for the program; a server that is gone meanwhile is started again, and when it can't be, the program ends."""
    while True:
        try:
            return child.wait(timeout=_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        try:
            if use.revive():
                print("The database server was gone; it runs again.", file=sys.stderr)
        except ServerError as error:
            print(f"The database server is gone and can't be started again. {error}", file=sys.stderr)
            child.terminate()
            return child.wait()


class _Forwarding:
    """Passes on the signals that ask us to end; those that come before the program is there, as soon as it is."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._early: list[int] = []
        self._seen = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._forward) for number in _FORWARDED}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def to(self, child: subprocess.Popen[bytes]) -> None:
        """Begin to pass on. Takes: the program."""
        self._child = child
        for number in self._early:
            child.send_signal(number)

    def _forward(self, number: int, _frame: FrameType | None) -> None:
        self._seen += 1
        # The terminal is gone: to some servers SIGHUP means reload, and that is not meant.
        sign = signal.SIGTERM if number == signal.SIGHUP else number
        if self._child is None:
            self._early.append(sign)
        # Ctrl-C reaches the program by itself, and a second blow would break its orderly end.
        elif sign != signal.SIGINT or self._seen > 1 or not _is_in_foreground():
            self._child.send_signal(sign)


def _is_in_foreground() -> bool:
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False
