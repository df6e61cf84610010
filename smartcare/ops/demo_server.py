"""`make run`: a database, the tables, demo data and a server that stops together with the database.

Run twice it is one program: the outer one has the database server run, the inner one (`inside`) does the rest.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from smartcare.db.server import ServerError
from smartcare.db.server.run import run_with_server

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Serve the demo on PORT (default 8000). Gives: the exit code."""
    port = os.environ.get("PORT", "8000")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcare.settings.dev")
    os.environ["SMARTCARE_DEMO"] = "1"
    if arguments == ["inside"]:
        if _taken(int(port)):
            sys.stderr.write(
                f"Port {port} is in use by another program. Choose another one: make run PORT={int(port) + 1}\n"
            )
            return 1
        _serve(port)
    if not port.isdigit() or not 0 < int(port) < 65536:
        sys.stderr.write(f"PORT must be a number from 1 to 65535, not {port!r}.\n")
        return 1
    command = [sys.executable, "-m", "smartcare.ops.demo_server", "inside"]
    try:
        return run_with_server(command, single="run", address=f"http://localhost:{port}")
    except ServerError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _serve(port: str) -> NoReturn:
    from django import setup
    from django.core.management import call_command

    setup()
    _say("Bringing the tables up to date ...")
    call_command("migrate", verbosity=0)
    # Nobody serves pages as the superuser.
    os.environ.pop("DATABASE_SUPERUSER_URL", None)
    if _static_files_changed():
        call_command("collectstatic", interactive=False, verbosity=0)
    call_command("seed_demo")
    _say(f"\nSmartCare is at http://localhost:{port}")
    _say(
        "Sign in as midwife (or clerk, officer, manager, elsewhere, auditor, dpo, admin), password smartcare-demo."
    )
    _say("Ctrl-C stops it and its database.\n")
    serve = [sys.executable, "-m", "gunicorn", "smartcare.wsgi", "--bind", f"127.0.0.1:{port}"]
    serve += [
        "--workers",
        "2",
        "--threads",
        "4",
        "--log-level",
        "warning",
        "--worker-tmp-dir",
        _memory_folder(),
    ]
    _seal_beside()
    os.execv(sys.executable, serve)  # noqa: S606 - the server takes this process over


def _seal_beside() -> None:
    """Seal the audit log every minute, in a program that ends when this one does."""
    sealer = [
        sys.executable,
        str(ROOT / "manage.py"),
        "seal_audit",
        "--every",
        "60",
        "--while",
        str(os.getpid()),
    ]
    subprocess.Popen(sealer, stdout=subprocess.DEVNULL)


def _static_files_changed() -> bool:
    """Whether files for the browser, or the requirements that bring some, are newer than the collected ones."""
    collected = ROOT / "staticfiles" / "staticfiles.json"
    sources = [*(ROOT / "static").rglob("*"), ROOT / "requirements.txt"]
    if not collected.exists():
        return True
    return any(source.exists() and source.stat().st_mtime > collected.stat().st_mtime for source in sources)


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _memory_folder() -> str:
    """Where gunicorn's heartbeat files go: on a slow disk they would make workers look dead."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"  # noqa: S108


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
