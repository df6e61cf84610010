"""Kill the application, the sealer and PostgreSQL at random under load: every acknowledged page and write must have its event.

`.venv/bin/python -m benchmarks.killing [minutes]` works on a copy of the project with a database of its own, and ends with an
error when an event is missing or the log does not verify.
"""

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from smartcare.db.server.paths import default_state_dir

ROOT = Path(__file__).resolve().parents[1]
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
CLIENTS, PASSWORD = 4, "smartcare-demo"
NAMES = ("banda", "phiri", "mwansa", "tembo", "zulu")
RECORD = re.compile(r'href="/patients/([0-9a-f-]{36})/')

CHECK = """
import json, os, sys
from django.db import connection
from smartcare.db.roles import as_owner
told = json.load(open(os.environ["ACKNOWLEDGED"]))
with as_owner(), connection.cursor() as cursor:
    for kind, actions in (("page", "RQ"), ("write", "IU")):
        cursor.execute(
            "SELECT count(*) FROM unnest(%s::uuid[]) asked(id) WHERE NOT EXISTS (SELECT FROM audit_events e"
            " WHERE e.request_id = asked.id AND e.action = ANY(string_to_array(%s, NULL)::\\"char\\"[]))",
            [told[kind], actions])
        print(kind, len(told[kind]), "missing", cursor.fetchone()[0])
    cursor.execute("SELECT count(*) FROM audit_events")
    print("events", cursor.fetchone()[0])
"""


@dataclass
class Run:
    """One run: where, until when, and what was acknowledged and killed."""

    copy: Path
    port: int
    ends: float
    acknowledged: dict[str, list[str]] = field(default_factory=lambda: {"page": [], "write": []})
    killed: dict[str, int] = field(default_factory=dict)
    failed: int = 0
    demo: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        prefixes = ("DATABASE_", "DJANGO_", "SMARTCARE_")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(prefixes)}
        return {**kept, "PORT": str(self.port), "PYTHONPATH": str(self.copy)}

    def start(self) -> None:
        command = [sys.executable, "-m", "smartcare.ops.demo_server"]
        self.demo = subprocess.Popen(
            command,
            cwd=self.copy,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=3) as answer:
                return bool(answer.status == 200)
        except (OSError, HTTPException):
            return False

    def wait(self, seconds: float = 180) -> None:
        end = time.monotonic() + seconds
        while not self.is_up():
            if time.monotonic() > end:
                raise SystemExit("The demo did not come up.")
            time.sleep(0.3)


def main(minutes: float) -> None:
    """Run for some minutes, then look. Ends with an error when something is missing."""
    with tempfile.TemporaryDirectory(prefix="smartcare-killing-") as name:
        copy = Path(name) / "copy"
        copy.mkdir()
        os.chmod(name, 0o755)
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
            elif (ROOT / part).exists():
                shutil.copy(ROOT / part, copy / part)
        run = Run(copy, _free_port(), 0)
        try:
            _play(run, minutes)
            _judge(run)
        finally:
            _stop(run)
            _server(run, "stop")
            shutil.rmtree(default_state_dir(copy), ignore_errors=True)


def _play(run: Run, minutes: float) -> None:
    run.start()
    run.wait()
    run.ends = time.monotonic() + minutes * 60
    threads = [threading.Thread(target=_client, args=(run,)) for _number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    while time.monotonic() < run.ends:
        time.sleep(random.uniform(2, 6))
        _kill_something(run)
        # Whoever watches over a server starts it again when it is down for a while.
        end = time.monotonic() + 15
        while not run.is_up() and time.monotonic() < end:
            time.sleep(0.3)
        if not run.is_up():
            _stop(run)
            run.start()
            run.wait()
    for thread in threads:
        thread.join()


def _client(run: Run) -> None:
    """A midwife who opens records, searches and begins registrations, and signs in again when she is thrown out."""
    browser, patients = None, []
    while time.monotonic() < run.ends:
        try:
            if browser is None:
                browser = _signed_in(run)
                patients = [key for name in NAMES for key in RECORD.findall(_search(browser, run, name))]
            if patients and random.random() < 0.7:
                _read(
                    browser,
                    run,
                    f"/patients/{random.choice(patients)}/",
                    "page",
                    needs='aria-labelledby="identity"',
                )
            else:
                _begin_registration(browser, run)
        except (OSError, HTTPException, ValueError):
            run.failed += 1
            browser = None
            time.sleep(0.3)


def _signed_in(run: Run) -> urllib.request.OpenerDirector:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    _post(browser, run, "/accounts/login/", {"login": "midwife", "password": PASSWORD})
    return browser


def _post(
    browser: urllib.request.OpenerDirector, run: Run, path: str, form: dict[str, str]
) -> tuple[str, str]:
    with browser.open(f"{run.address}{path}", timeout=20) as page:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    if token is None:
        raise ValueError("no form")
    data = urlencode({**form, "csrfmiddlewaretoken": token[1]}).encode()
    with browser.open(f"{run.address}{path}", data, timeout=20) as answer:
        return answer.url, answer.read().decode()


def _search(browser: urllib.request.OpenerDirector, run: Run, name: str) -> str:
    return _post(browser, run, "/patients/", {"q": name})[1]


def _read(browser: urllib.request.OpenerDirector, run: Run, path: str, kind: str, *, needs: str) -> str:
    with browser.open(f"{run.address}{path}", timeout=20) as answer:
        text = str(answer.read().decode())
        request_id = answer.headers["X-Request-ID"]
    if needs in text and answer.url.endswith(path):
        run.acknowledged[kind].append(request_id)
    return text


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def _begin_registration(browser: urllib.request.OpenerDirector, run: Run) -> None:
    """A draft: the answer that leads to its first step acknowledges the write."""
    with browser.open(f"{run.address}/patients/register/", timeout=20) as page:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    if token is None:
        raise ValueError("no form")
    jar = next(
        handler for handler in browser.handlers if isinstance(handler, urllib.request.HTTPCookieProcessor)
    )
    still = urllib.request.build_opener(jar, _NoRedirect())
    try:
        still.open(
            f"{run.address}/patients/register/",
            urlencode({"csrfmiddlewaretoken": token[1]}).encode(),
            timeout=20,
        )
    except urllib.error.HTTPError as answer:
        if answer.code == 302 and "/patients/register/" in answer.headers["Location"]:
            run.acknowledged["write"].append(answer.headers["X-Request-ID"])
        elif answer.code >= 500:
            raise


def _kill_something(run: Run) -> None:
    """One process of the demo, by SIGKILL."""
    victims: dict[str, list[int]] = {}
    for pid in _descendants(run):
        try:
            line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\x00", b" ").decode(errors="replace")
        except OSError:
            continue
        kind = (
            "sealer" if "seal_audit" in line
            else "gunicorn" if "gunicorn" in line
            else "postgres" if "postgres" in line and "watchdog" not in line
            else ""
        )  # fmt: skip
        if kind:
            victims.setdefault(kind, []).append(pid)
    if not victims:
        return
    kind = random.choice(sorted(victims))
    try:
        os.kill(random.choice(victims[kind]), signal.SIGKILL)
        run.killed[kind] = run.killed.get(kind, 0) + 1
    except ProcessLookupError:
        pass


def _descendants(run: Run) -> list[int]:
    """Processes that work in the copy or on its data: the server is nobody's child."""
    found, data = [], str(default_state_dir(run.copy))
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if str((entry / "cwd").readlink()).startswith((str(run.copy), data)):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def _stop(run: Run) -> None:
    if run.demo is not None and run.demo.poll() is None:
        run.demo.terminate()
        try:
            run.demo.wait(timeout=20)
        except subprocess.TimeoutExpired:
            run.demo.kill()
            run.demo.wait()


def _judge(run: Run) -> None:
    """Every acknowledged request has its event, and the log verifies."""
    _stop(run)
    acknowledged = run.copy / "acknowledged.json"
    acknowledged.write_text(json.dumps(run.acknowledged))
    environment = {**run.environment(), "ACKNOWLEDGED": str(acknowledged), "SMARTCARE_DEMO": "1"}
    sys.stdout.write(f"killed {run.killed}; requests that failed {run.failed}\n")
    seen = ""
    for arguments in (["seal_audit"], ["verify_audit"], ["shell", "-v0", "-c", CHECK]):
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=run.copy, env=environment, capture_output=True, text=True, check=False
        )
        sys.stdout.write(done.stdout[-1500:])
        if done.returncode:
            raise SystemExit(f"{arguments[0]} failed: {done.stderr[-2000:]}")
        seen = done.stdout
    missing = [int(number) for number in re.findall(r"missing (\d+)", seen)]
    if len(missing) != 2 or any(missing):
        raise SystemExit("Acknowledged, and no event.")


def _server(run: Run, action: str) -> None:
    command = [sys.executable, "-m", "smartcare.db.server", action]
    subprocess.run(command, cwd=run.copy, env=run.environment(), check=False, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
