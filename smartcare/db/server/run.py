"""Running a program with the server under it: the server comes and goes with the program."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType

from smartcare.db.server.cluster import ServerUrls
from smartcare.db.server.hold import Watchdog, hold
from smartcare.db.server.lock import only_one
from smartcare.db.server.paths import open_place

NOT_FOUND = 127
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
            return _run(command, {**os.environ, **environment(use.urls)}, use.watchdog)


def environment(urls: ServerUrls) -> dict[str, str]:
    """What a program needs in its environment to find the server."""
    return {"DATABASE_URL": urls.app_url, "DATABASE_OWNER_URL": urls.owner_url}


def _run(command: Sequence[str], env: Mapping[str, str], watchdog: Watchdog | None) -> int:
    try:
        child = subprocess.Popen(command, env=env)
    except OSError as error:
        print(f"{command[0]} cannot be run: {error.strerror}.", file=sys.stderr)
        return NOT_FOUND
    with _forwarding(child):
        if watchdog is not None:
            watchdog.guard(child.pid)
        code = child.wait()
        if watchdog is not None:
            watchdog.guard(0)
    return code if code >= 0 else 128 - code


@contextmanager
def _forwarding(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """Pass on the signals that ask us to end."""
    seen = 0

    def forward(number: int, _frame: FrameType | None) -> None:
        nonlocal seen
        seen += 1
        # Ctrl-C reaches the program by itself, and a second blow would break its orderly end.
        if number == signal.SIGINT and seen == 1 and _is_in_foreground():
            return
        # The terminal is gone: to some servers SIGHUP means reload, and that is not meant.
        child.send_signal(signal.SIGTERM if number == signal.SIGHUP else number)

    before = {number: signal.signal(number, forward) for number in _FORWARDED}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_in_foreground() -> bool:
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False
