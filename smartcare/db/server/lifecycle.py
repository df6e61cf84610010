"""Starting, finding and stopping the server of one cluster. Whoever calls this holds the start lock."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from smartcare.db.server.account import run_as
from smartcare.db.server.binaries import server_programs
from smartcare.db.server.cluster import (
    PORT,
    ServerUrls,
    create_cluster,
    renew_passwords,
    require_same_version,
    server_urls,
)
from smartcare.db.server.errors import ServerError, last_lines, open_log
from smartcare.db.server.lock import is_shared
from smartcare.db.server.paths import SOCKET_NAME, Place, socket_directory
from smartcare.db.server.probe import Answer, knock
from smartcare.db.server.process import is_alive, is_server_of, servers_of

_RECOVERY_LIMIT = 600.0
_STOP_LIMIT = 60.0
_PATIENCE = 5.0
_TELL_AFTER = 2.0
_POLL = 0.01
_LOG_LIMIT = 10_000_000
# Errors go to who asked; in the log they would show what was written.
_DISCREET = ("log_min_messages=log", "log_min_error_statement=panic", "log_error_verbosity=terse")
_UNSAFE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


@dataclass(frozen=True)
class Server:
    """A live server: its chief process, the directory of its socket, and its state by its own word."""

    pid: int
    socket: Path
    state: str


def find_server(place: Place) -> Server | None:
    """The live server of this cluster, and of no other.

    Gives: None when none runs: the pid on file may be dead, or belong to another program or another cluster.
    """
    lines = _pid_file(place)
    if len(lines) < 5 or not is_server_of(int(lines[0]), place.data, place.account):
        return None
    state = lines[7].strip() if len(lines) >= 8 else "starting"
    return Server(int(lines[0]), Path(lines[4]), state)


def ensure_running(place: Place, lock: int) -> ServerUrls:
    """Have the server run, whatever happened before: nothing, a crash, a half-made cluster, a start.

    Takes: `place`; `lock`, the descriptor of the start lock.
    Gives: its addresses.
    Raises: ServerError.
    """
    server = _settled(place)
    if server is None:
        if not place.data.exists():
            create_cluster(place, lock)
        server = _start(place)
    return server_urls(place, server.socket)


def stop_server(place: Place) -> bool:
    """Stop this cluster's own server, ending its connections, and wait until it is gone.

    Gives: False when none runs.
    """
    place.kept.unlink(missing_ok=True)
    server = find_server(place)
    if server is None:
        return False
    _see_out(place, server)
    return True


def stop_if_unused(place: Place) -> bool:
    """Stop the server when its last user has left and nobody wants it kept. Gives: whether it was stopped."""
    server = find_server(place)
    if server is None or is_shared(place.users) or _is_kept(place, server):
        return False
    return stop_server(place)


def keep_server(place: Place) -> None:
    """Let the running server stay when its last user leaves, until it is stopped by hand."""
    place.kept.write_text(f"{_pid_file(place)[0]} {_pid_file(place)[2]}")


def _is_kept(place: Place, server: Server) -> bool:
    try:
        return place.kept.read_text() == f"{server.pid} {_pid_file(place)[2]}"
    except OSError:
        return False


def _pid_file(place: Place) -> list[str]:
    try:
        lines = (place.data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []
    return lines if lines and lines[0].strip().isdigit() else []


def _settled(place: Place) -> Server | None:
    """The server once it is neither coming nor going nor recovering, and takes connections."""
    began = time.monotonic()

    def settled() -> bool:
        server = find_server(place)
        if server is None:
            return True
        if server.state == "stopping":
            _see_out(place, server)
            return True
        answer = knock(server.socket)
        # It is silent for a moment when it dies and when a worker died. Without a socket it serves those who are in,
        # but nobody can come in any more.
        silent = answer is Answer.NONE and time.monotonic() - began > _PATIENCE
        if server.state == "ready" and (silent or answer is Answer.NO_DOOR):
            _see_out(place, server)
        return server.state == "ready" and answer is Answer.WELCOME

    if not _wait(settled, "Waiting for the database."):
        raise ServerError(f"The embedded database does not get ready. Its log: {place.log}")
    return find_server(place)


def _see_out(place: Place, server: Server) -> None:
    """Have a server end: in order; if it hangs, at once, as in a power cut, which costs nothing committed.

    PostgreSQL 18.6 can hang for ever when it is told to stop while it recovers from the death of a worker.
    """

    def gone() -> bool:
        return not is_server_of(server.pid, place.data, place.account)

    for sign, patience in (
        (signal.SIGINT, _STOP_LIMIT),
        (signal.SIGQUIT, _PATIENCE),
        (signal.SIGKILL, _PATIENCE),
    ):
        _signal(server.pid, sign)
        if _wait(gone, "Waiting for the database to stop.", patience):
            return
    raise ServerError(f"The embedded database does not stop: process {server.pid}. Its log: {place.log}")


def _signal(pid: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sign)


def _start(place: Place) -> Server:
    """Start the server on complete data and wait until crash recovery, if any, is over."""
    require_same_version(place)
    _await_orphans(place)
    if not place.passwords.exists():
        renew_passwords(place)
    sockets = socket_directory(place)
    for left in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (sockets / left).unlink(missing_ok=True)
    stale = _pid_file(place)
    # PostgreSQL takes any live process with the pid on file for a rival, except its grandparent. No postgres
    # works in the data directory (we looked), so that one is a stranger. The file itself is never removed.
    env = {"PG_GRANDPARENT_PID": stale[0].strip()} if stale else {}
    since = _roll(place.log)
    pid = _launch(place, sockets, env)

    def settled() -> bool:
        return not is_alive(pid) or _ready(place, pid) is not None

    _wait(settled, "Waiting for the database to recover.")
    server = _ready(place, pid)
    if server is None:
        raise ServerError(
            f"The embedded database did not start. The end of {place.log}:\n"
            f"{last_lines(place.log, since=since)}"
        )
    return server


def _ready(place: Place, pid: int) -> Server | None:
    server = find_server(place)
    return server if server is not None and server.pid == pid and server.state == "ready" else None


def _launch(place: Place, sockets: Path, env: dict[str, str]) -> int:
    """Set the server going, in a session of its own. Gives: its pid."""
    settings = ["listen_addresses=", f"unix_socket_directories={sockets}", "unix_socket_permissions=0700"]
    settings += [f"port={PORT}", *_DISCREET, *(_UNSAFE if place.fast else ())]
    command = [str(server_programs(place.account) / "postgres"), "-D", str(place.data)]
    for setting in settings:
        command += ["-c", setting]
    with open_log(place.log) as log:
        done = run_as(
            place.account,
            ["/bin/sh", "-c", '"$@" 1>&2 & echo $!', "sh", *command],
            env=env,
            cwd=place.data,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    return int(done.stdout)


def _await_orphans(place: Place) -> None:
    """Let the workers of a killed server end; they write to the same files. Those that will not are ended."""

    def gone() -> bool:
        return not servers_of(place.data, place.account)

    for sign in (None, signal.SIGTERM, signal.SIGKILL):
        if sign is not None:
            for pid in servers_of(place.data, place.account):
                _signal(pid, sign)
        if _wait(gone, "Waiting for the rest of an earlier database server to end.", _PATIENCE):
            return
    raise ServerError(f"Processes of an earlier server still work in {place.data} and cannot be ended.")


def _wait(done: Callable[[], bool], telling: str, limit: float = _RECOVERY_LIMIT) -> bool:
    """Wait until `done`, for `limit` seconds, `telling` why when it takes a while. Gives: whether it was done."""
    began, told = time.monotonic(), False
    while not done():
        passed = time.monotonic() - began
        if passed > limit:
            return False
        if passed > _TELL_AFTER and not told:
            print(telling, file=sys.stderr)
            told = True
        time.sleep(_POLL)
    return True


def _roll(log: Path) -> int:
    """Keep the log from growing for ever. Gives: its size now, where the next start's lines begin."""
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > _LOG_LIMIT:
            log.replace(log.with_name(f"{log.name}.1"))
        return log.stat().st_size
    return 0
