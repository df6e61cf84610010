"""Who PostgreSQL runs as: it refuses root, so root lends it a system user that owns nothing else."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smartcare.db.server.errors import ServerError

ACCOUNT_NAME = "smartcare-db"


@dataclass(frozen=True)
class Account:
    """A system user, by its numbers."""

    uid: int
    gid: int


def server_account() -> Account | None:
    """The system user that PostgreSQL runs as, made when it is missing.

    Gives: None for an ordinary person, whose own account will do.
    Raises: ServerError when root cannot make the user.
    """
    if os.geteuid() != 0:
        return None
    found = _look_up()
    if found is None:
        reason = _create()
        # Another checkout may have made it at the same moment: what counts is that it is there.
        found = _look_up()
        if found is None:
            raise ServerError(
                f"PostgreSQL refuses to run as root, and the system user {ACCOUNT_NAME} cannot be made: "
                f"{reason}\n"
                f"Make it yourself (useradd --system {ACCOUNT_NAME}), run SmartCare as an ordinary user, "
                "or set DATABASE_URL=postgres://user:password@host/database to use a server of your own."
            )
    return found


def run_as(
    account: Account | None,
    argv: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    **options: Any,
) -> subprocess.CompletedProcess[bytes]:
    """Run a program as the server's account, without the caller's PG… variables.

    Takes: `account` (None: the caller); `argv`; `env`, variables to add; `options` of subprocess.run.
    Gives: the finished process; its exit code is for the caller to judge.
    Raises: OSError when the program cannot be run by that account.
    """
    if account is not None:
        options.update(user=account.uid, group=account.gid, extra_groups=[])
    surroundings = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", **(env or {})}
    return subprocess.run(argv, env=surroundings, umask=0o077, check=False, **options)


def give(path: Path, account: Account | None) -> None:
    """Make `path` the server account's own; nothing to do when the server runs as the caller."""
    if account is not None:
        os.chown(path, account.uid, account.gid)


def _look_up() -> Account | None:
    try:
        entry = pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid)


def _create() -> str:
    """Ask the system for the user. Gives: why it did not work, or an empty text."""
    home = ["/nonexistent"]
    if shutil.which("useradd"):
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", *home]
        command += ["--shell", shutil.which("nologin") or "/bin/false", ACCOUNT_NAME]
    elif shutil.which("adduser"):
        command = ["adduser", "-S", "-D", "-H", "-h", *home, "-s", "/bin/false", ACCOUNT_NAME]
    else:
        return "this system has neither useradd nor adduser."
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else (done.stderr or done.stdout).strip()
