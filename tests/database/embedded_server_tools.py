"""What the tests of the embedded server share: short directories, commands run as people run them."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from smartcare.db.server.paths import CHECKOUT, Place, default_state_dir, open_place
from smartcare.db.server.process import servers_of

QUIET = {
    name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "PG", "PYTEST"))
}


@contextlib.contextmanager
def short_directory():
    """A directory with a short path (the kernel limits a socket's), open to passage, removed with its servers."""
    directory = Path(tempfile.mkdtemp(prefix="sc-", dir="/tmp"))
    directory.chmod(0o711)
    try:
        yield directory
    finally:
        clean(directory)


def clean(directory):
    """End the servers whose data are below a directory, then remove it."""
    for record in directory.rglob("postmaster.pid"):
        for pid in servers_of(record.parent, open_place(directory).account):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    shutil.rmtree(directory, ignore_errors=True)


def place_of(state_dir, *, fast=False) -> Place:
    return open_place(state_dir, fast=fast)


def command(state_dir, *arguments):
    return [sys.executable, "-m", "smartcare.db.server", "--state-dir", str(state_dir), *arguments]


def run(state_dir, *arguments, **options):
    options = {"cwd": CHECKOUT, "env": QUIET, "capture_output": True, "text": True, "timeout": 60, **options}
    return subprocess.run(command(state_dir, *arguments), **options)


def begin(state_dir, *arguments, **options):
    options = {"cwd": CHECKOUT, "env": QUIET, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen(command(state_dir, *arguments), text=True, **options)


def query(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def until(condition, what, seconds=15):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.02)


def children(pid):
    """The processes whose parent is `pid`, with their command lines."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
    return found


@contextlib.contextmanager
def copied_checkout(owner=None):
    """A copy of what the server needs of the project, elsewhere; with the state it may leave for root."""
    with short_directory() as directory:
        for name in ("manage.py", "smartcare/__init__.py", "smartcare/db/__init__.py"):
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CHECKOUT / name, directory / name)
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(CHECKOUT / "smartcare/db/server", directory / "smartcare/db/server", ignore=skip)
        if owner:
            for path in (directory, *directory.rglob("*")):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        try:
            yield directory
        finally:
            if not owner:
                clean(default_state_dir(directory))


def nobody():
    return pwd.getpwnam("nobody")
