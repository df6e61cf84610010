"""`make run` on a checkout of its own: it serves, refuses a twin, dies cleanly and comes back with what was there."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from smartcare.db.server.paths import default_state_dir

ROOT = Path(__file__).resolve().parents[2]
PARTS = [
    "smartcare",
    "audit",
    "facilities",
    "accounts",
    "patients",
    "anc",
    "gdpr",
    "templates",
    "static",
    "locale",
    "manage.py",
]

pytestmark = pytest.mark.slow


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """A copy of the project, with its own place for data."""
    copy = tmp_path / "copy"
    copy.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, copy / part)
    yield copy
    state = default_state_dir(copy)
    environment = _environment(copy, 1)
    subprocess.run(
        [sys.executable, "-m", "smartcare.db.server", "stop"], cwd=copy, env=environment, check=False
    )
    shutil.rmtree(state, ignore_errors=True)


def _environment(copy: Path, port: int) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("DATABASE_", "DJANGO_", "SMARTCARE_"))
    }
    return {**kept, "PORT": str(port), "PYTHONPATH": str(copy), "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(checkout: Path) -> Iterator[Callable[[int], subprocess.Popen[str]]]:
    """Run the demo on a port; whatever a test leaves running is ended."""
    started: list[subprocess.Popen[str]] = []

    def run(port: int) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "smartcare.ops.demo_server"],
            cwd=checkout,
            env=_environment(checkout, port),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.terminate()
        process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()


def _wait(port: int, *, up: bool, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                answering = answer.status == 200
        except OSError:
            answering = False
        if answering == up:
            return
        time.sleep(0.2)
    raise AssertionError(f"the server should be {'up' if up else 'down'}")


def _signed_in(port: int, username: str) -> urllib.request.OpenerDirector:
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    opener.open(f"http://127.0.0.1:{port}/accounts/login/").close()
    token = next(cookie.value for cookie in jar if "csrf" in cookie.name)
    form = {"login": username, "password": "smartcare-demo", "csrfmiddlewaretoken": token}
    opener.open(f"http://127.0.0.1:{port}/accounts/login/", urlencode(form).encode()).close()
    return opener


def _home(port: int, username: str) -> str:
    with _signed_in(port, username).open(f"http://127.0.0.1:{port}/") as answer:
        return str(answer.read().decode())


def test_it_serves_refuses_a_twin_survives_a_kill_and_keeps_its_data(
    checkout: Path, start: Callable[[int], subprocess.Popen[str]]
) -> None:
    port = _free_port()
    first = start(port)
    _wait(port, up=True)
    for username in ("clerk", "midwife", "officer", "manager", "elsewhere", "auditor", "dpo", "admin"):
        assert "Sign out" in _home(port, username), username

    twin = start(_free_port())
    told, _ = twin.communicate(timeout=30)
    assert twin.returncode == 1
    assert f"already running here at http://localhost:{port}" in told

    first.send_signal(signal.SIGKILL)
    first.wait()
    _wait(port, up=False)

    again = start(port)
    _wait(port, up=True)
    again.send_signal(signal.SIGTERM)
    told, _ = again.communicate(timeout=30)
    assert "The demo data are there already." in told
    status = subprocess.run(
        [sys.executable, "-m", "smartcare.db.server", "status"],
        cwd=checkout,
        env=_environment(checkout, port),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "No database server runs here" in status.stdout


def test_a_taken_port_is_told_in_plain_words(start: Callable[[int], subprocess.Popen[str]]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        blocked = start(port)
        told, _ = blocked.communicate(timeout=60)

    assert blocked.returncode == 1
    assert f"Port {port} is in use" in told
