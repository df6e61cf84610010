"""Locks between processes. The kernel lets go of them when a process dies, whatever killed it."""

import fcntl
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from smartcare.db.server.errors import ServerError

_PATIENCE = 2.0
_POLL = 0.02


class AlreadyRunningError(ServerError):
    """Another process holds what only one may hold."""


@contextmanager
def exclusive(path: Path, waiting: str) -> Iterator[int]:
    """Hold a lock alone; wait for whoever has it.

    Takes: `path` of the lock file; `waiting`, the sentence to show when it takes a while.
    Gives: the descriptor; a program that inherits it keeps the lock as long as it lives.
    """
    descriptor = _open(path)
    try:
        began, told = time.monotonic(), False
        while not _try(descriptor, fcntl.LOCK_EX):
            if not told and time.monotonic() - began > _PATIENCE:
                print(waiting, file=sys.stderr)
                told = True
            time.sleep(_POLL)
        yield descriptor
    finally:
        os.close(descriptor)


def share(path: Path) -> int:
    """Hold a lock in common with others. Gives: the descriptor to hand to `unshare`."""
    descriptor = _open(path)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def unshare(descriptor: int) -> None:
    """Let go of a lock held in common."""
    # Closing would not do: a forked child may still have the descriptor.
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


def is_shared(path: Path) -> bool:
    """Whether anybody holds the lock in common. One asks at a time, for asking takes the lock for a moment."""
    descriptor = _open(path)
    try:
        return not _try(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)


@contextmanager
def only_one(path: Path, *, name: str, address: str | None, command: Sequence[str]) -> Iterator[None]:
    """Be the only one of this name for as long as it takes.

    Takes: `path` of the lock file; `name` for people; `address` where the program answers; its `command`.
    Raises: AlreadyRunningError at once when there is another, saying which and how to stop it.
    """
    descriptor = _open(path)
    try:
        if not _try(descriptor, fcntl.LOCK_EX):
            raise AlreadyRunningError(_who_runs(path, name))
        record = {"pid": os.getpid(), "address": address, "command": list(command)}
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(record).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _who_runs(path: Path, name: str) -> str:
    try:
        record = json.loads(path.read_text())
        pid, address, command = record["pid"], record["address"], " ".join(record["command"])
    except (OSError, ValueError, KeyError):
        return f"SmartCare ({name}) is already running here. Stop it first."
    place = f" at {address}" if address else ""
    return (
        f"SmartCare ({name}) is already running here{place}: process {pid}, {command}\n"
        f"To stop it, press Ctrl-C where it runs, or: kill {pid}"
    )


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
