"""What goes wrong with the embedded server, in words for the person at the keyboard."""

import os
from io import BufferedWriter
from pathlib import Path


class ServerError(Exception):
    """The embedded server cannot be had; the message says what happened and what to do about it."""


def open_log(path: Path) -> BufferedWriter:
    """A log to append to, for its owner's eyes alone."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600), "ab")


def last_lines(path: Path, *, since: int = 0, count: int = 12) -> str:
    """The end of a log, to show with an error.

    Takes: `path` of the log; `since`, the byte where the present attempt began; `count` lines at most.
    Gives: the lines indented by two spaces; an empty text when there is no log.
    """
    try:
        with path.open("rb") as log:
            log.seek(since)
            text = log.read().decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(f"  {line}" for line in text.splitlines()[-count:])
