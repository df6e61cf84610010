"""Which processes are a cluster's own: not a pid on file proves it, but a postgres that works in the data."""

import os
import subprocess
import sys
from pathlib import Path

from smartcare.db.server.account import Account, run_as

_HAS_PROC = sys.platform.startswith("linux")


def is_server_of(pid: int, data: Path, account: Account | None) -> bool:
    """Whether a process is a live PostgreSQL that works in a data directory.

    Takes: `pid`, positive; `data`, the data directory; `account` that the server runs as (None: the caller).
    """
    identity = _identity(data)
    if identity is None or (_HAS_PROC and _name(pid) != "postgres"):
        return False
    return _workplace(pid, account) == identity


def servers_of(data: Path, account: Account | None) -> list[int]:
    """All PostgreSQL processes that work in a data directory, also those whose chief is dead."""
    if not _HAS_PROC:
        return []
    pids = (int(entry) for entry in os.listdir("/proc") if entry.isdigit())
    return [pid for pid in pids if is_server_of(pid, data, account)]


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that is dead but not yet buried does not."""
    if _HAS_PROC:
        try:
            status = Path(f"/proc/{pid}/stat").read_bytes()
        except OSError:
            return False
        return status.rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _identity(directory: Path | str) -> tuple[int, int] | None:
    try:
        found = os.stat(directory)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _workplace(pid: int, account: Account | None) -> tuple[int, int] | None:
    """The directory where a process works; by identity, not name, so that a moved checkout knows its own."""
    if not _HAS_PROC:
        return _workplace_by_lsof(pid)
    try:
        found = os.stat(f"/proc/{pid}/cwd")
    except PermissionError:
        # Root in a container may not look at others' processes; the server's account may look at its own.
        return _workplace_seen_by(account, pid) if account else None
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _workplace_seen_by(account: Account, pid: int) -> tuple[int, int] | None:
    command = ["stat", "-L", "-c", "%d %i", f"/proc/{pid}/cwd"]
    done = run_as(account, command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    numbers = done.stdout.split()
    return (int(numbers[0]), int(numbers[1])) if done.returncode == 0 else None


def _workplace_by_lsof(pid: int) -> tuple[int, int] | None:
    command = ["lsof", "-a", "-p", str(pid), "-d", "cwd", "-Fn"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    names = [line[1:] for line in done.stdout.splitlines() if line.startswith("n")]
    return _identity(names[0]) if names else None
