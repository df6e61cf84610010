"""The embedded server comes, serves, survives being killed, and goes when nobody needs it. Nothing here is feigned."""

import os
import signal
import stat
import subprocess
import sys
import time
from urllib.parse import urlsplit

import environ
import psycopg
import pytest

from smartcare.db.server import ServerError, ensure, hold
from smartcare.db.server.lifecycle import find_server
from smartcare.db.server.paths import SOCKET_NAME, socket_directory
from tests.database.embedded_server_tools import place_of, query, run, short_directory


@pytest.fixture(scope="module")
def state_dir():
    with short_directory() as directory:
        yield directory


@pytest.fixture
def urls(state_dir):
    return ensure(state_dir, fast=True)


@pytest.fixture
def place(state_dir):
    return place_of(state_dir, fast=True)


def kill(pid):
    os.kill(pid, signal.SIGKILL)


def test_ensure_gives_three_sign_ins_with_their_rights_and_no_more(urls):
    assert (
        query(urls.app_url, "SELECT current_user || '@' || current_database()")
        == "smartcare_app_login@smartcare"
    )
    assert (
        query(urls.owner_url, "SELECT current_user || '@' || current_database()")
        == "smartcare_owner@smartcare"
    )
    assert query(urls.superuser_url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    assert query(
        urls.owner_url,
        "SELECT (rolsuper, rolcreatedb, rolcreaterole)::text FROM pg_roles WHERE rolname = current_user",
    ) == ("(f,t,t)")
    query(urls.owner_url, "CREATE EXTENSION IF NOT EXISTS pg_trgm")
    query(urls.owner_url, "CREATE ROLE newcomer; GRANT smartcare_app TO newcomer; DROP ROLE newcomer")
    assert query(urls.app_url, "SELECT pg_has_role('smartcare_app', 'MEMBER')")
    assert not query(urls.app_url, "SELECT has_schema_privilege('public', 'CREATE')")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        query(urls.app_url, "CREATE ROLE intruder")


def test_ensure_makes_text_behave_the_same_everywhere(urls):
    provider = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = current_database()"
    assert query(urls.app_url, provider) == "bC.UTF-8"
    assert query(urls.app_url, "SELECT pg_encoding_to_char(encoding) FROM pg_database LIMIT 1") == "UTF8"
    assert query(urls.app_url, "SELECT lower('ÉMÌLIA')") == "émìlia"
    query(urls.owner_url, "CREATE EXTENSION IF NOT EXISTS pg_trgm")
    assert query(urls.app_url, "SELECT similarity('é', 'é')") == 1


def test_urls_are_understood_by_django_environ_and_by_psycopg(urls):
    config = environ.Env.db_url_config(urls.app_url)
    assert config["ENGINE"] == "django.db.backends.postgresql"
    parameters = {
        "dbname": config["NAME"],
        "user": config["USER"],
        "password": config["PASSWORD"],
        "port": config["PORT"],
        **config["OPTIONS"],
    }
    assert parameters["host"].startswith("/")
    with psycopg.connect(**parameters) as connection:
        assert connection.info.dbname == "smartcare"


def test_server_refuses_a_wrong_password_and_listens_on_no_network(urls):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(urls.app_url, password="guess")
    assert query(urls.superuser_url, "SHOW listen_addresses") == ""
    assert (
        query(
            urls.superuser_url, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"
        )
        == 0
    )


def test_secrets_and_socket_are_private(urls, place):
    assert stat.S_IMODE(place.passwords.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.log.stat().st_mode) == 0o600
    assert stat.S_IMODE(find_server(place).socket.stat().st_mode) == 0o700
    assert not list(place.root.glob("superuser.password*"))
    secret = urlsplit(urls.app_url).password
    assert secret not in place.log.read_text() + place.creation_log.read_text()


def test_the_log_never_shows_what_was_written(urls, place):
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        query(urls.app_url, "SELECT 'Bwalya-111111-11-1'::integer")
    with pytest.raises(psycopg.errors.UniqueViolation):
        query(
            urls.superuser_url,
            "CREATE TEMP TABLE t (nrc text UNIQUE); INSERT INTO t VALUES ('222222/22/2'), ('222222/22/2')",
        )
    assert "111111" not in place.log.read_text()
    assert "222222" not in place.log.read_text()


def test_ensure_is_quick_when_the_server_runs(urls, state_dir, place):
    took, size = [], place.log.stat().st_size
    for _ in range(3):
        began = time.perf_counter()
        assert ensure(state_dir, fast=True) == urls
        took.append(time.perf_counter() - began)
    assert min(took) < 0.1
    assert place.log.stat().st_size == size


def test_fast_cluster_has_its_own_data_and_no_fsync(urls, state_dir, place):
    assert query(urls.app_url, "SHOW fsync") == "off"
    assert query(urls.app_url, "SHOW full_page_writes") == "off"
    assert query(urls.app_url, "SHOW synchronous_commit") == "off"
    assert place.data != place_of(state_dir).data
    assert find_server(place_of(state_dir)) is None


def test_committed_rows_survive_when_the_chief_process_is_killed(state_dir):
    place = place_of(state_dir)
    urls = ensure(state_dir)
    query(urls.owner_url, "CREATE TABLE kept_rows AS SELECT generate_series(1, 1000) AS n")
    chief = find_server(place).pid
    kill(chief)
    # At once: the workers may still be at their files, and the dead chief may not be buried yet.
    again = ensure(state_dir)
    assert find_server(place).pid != chief
    assert query(again.owner_url, "SELECT count(*) FROM kept_rows") == 1000
    assert run(state_dir, "stop").returncode == 0


def test_server_goes_on_when_a_worker_is_killed(state_dir, place):
    urls = ensure(state_dir, fast=True)
    chief = find_server(place).pid
    with psycopg.connect(urls.app_url) as victim:
        kill(victim.info.backend_pid)
        with pytest.raises(psycopg.OperationalError):
            victim.execute("SELECT 1")
    assert ensure(state_dir, fast=True) == urls
    assert query(urls.app_url, "SELECT 1") == 1
    assert find_server(place).pid == chief


@pytest.mark.parametrize("stranger_is", ["a program of another kind", "a server of other data"])
def test_a_reused_pid_is_neither_believed_nor_harmed(state_dir, place, stranger_is):
    ensure(state_dir, fast=True)
    kill(find_server(place).pid)
    with short_directory() as elsewhere:
        if stranger_is == "a server of other data":
            ensure(elsewhere, fast=True)
            pid = find_server(place_of(elsewhere, fast=True)).pid
            alive = lambda: find_server(place_of(elsewhere, fast=True)).pid == pid  # noqa: E731
            program = None
        else:
            account = place.account
            as_server = {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}
            program = subprocess.Popen(["sleep", "60"], cwd="/", **as_server)
            pid, alive = program.pid, lambda: program.poll() is None
        record = place.data / "postmaster.pid"
        lines = record.read_text().splitlines()
        record.write_text("\n".join([str(pid), *lines[1:]]) + "\n")
        assert find_server(place) is None
        assert run(state_dir, "stop", "--fast").stdout == "No database server runs here.\n"
        urls = ensure(state_dir, fast=True)
        assert query(urls.app_url, "SELECT 1") == 1
        assert find_server(place).pid != pid
        assert alive()
        if program:
            program.kill()
            program.wait()


def test_a_socket_that_was_cleaned_away_comes_back(state_dir, place):
    urls = ensure(state_dir, fast=True)
    (find_server(place).socket / SOCKET_NAME).unlink()
    again = ensure(state_dir, fast=True)
    assert again == urls
    assert query(again.app_url, "SELECT 1") == 1


def test_lost_passwords_are_made_anew_at_the_next_start(state_dir, place):
    before = ensure(state_dir, fast=True)
    place.passwords.unlink()
    with pytest.raises(ServerError, match="passwords"):
        ensure(state_dir, fast=True)
    assert run(state_dir, "stop", "--fast").returncode == 0
    after = ensure(state_dir, fast=True)
    assert after.app_url != before.app_url
    assert query(after.app_url, "SELECT 1") == 1


def test_a_long_path_puts_the_socket_elsewhere_and_remembers_where(state_dir):
    deep = state_dir / ("long" * 12) / ("longer" * 8)
    place = place_of(deep, fast=True)
    with hold(deep, fast=True) as use:
        directory = find_server(place).socket
        assert len(str(directory / SOCKET_NAME)) <= 103
        assert not directory.is_relative_to(deep)
        assert query(use.urls.app_url, "SELECT 1") == 1
    directory.rmdir()  # as a clean-up of /tmp does
    assert socket_directory(place) == directory
    directory.rmdir()
    directory.symlink_to("/")
    another = socket_directory(place)
    assert another != directory
    directory.unlink()
    another.rmdir()


def test_two_state_directories_do_not_disturb_each_other(urls, place):
    with short_directory() as other:
        with hold(other, fast=True) as use:
            query(use.urls.owner_url, "CREATE TABLE only_there ()")
            assert query(urls.app_url, "SELECT to_regclass('only_there') IS NULL")
            chief = find_server(place).pid
        assert find_server(place_of(other, fast=True)) is None
        assert find_server(place).pid == chief


def test_data_of_another_version_are_refused_in_plain_words(state_dir, place):
    run(state_dir, "stop", "--fast")
    version = place.data / "PG_VERSION"
    before = version.read_text()
    version.write_text("12\n")
    with pytest.raises(ServerError, match="made by PostgreSQL 12"):
        ensure(state_dir, fast=True)
    version.write_text(before)


def test_a_failing_start_shows_the_end_of_the_log_and_where_it_is(state_dir, place):
    run(state_dir, "stop", "--fast")
    settings = place.data / "postgresql.auto.conf"
    before = settings.read_text()
    settings.write_text("work_mem = 'plenty'\n")
    with pytest.raises(ServerError, match="work_mem") as refused:
        ensure(state_dir, fast=True)
    assert str(place.log) in str(refused.value)
    settings.write_text(before)


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only root lends the server an account that a closed door can stop"
)
def test_a_closed_parent_directory_is_refused_and_stays_closed(tmp_path_factory):
    with short_directory() as directory:
        directory.chmod(0o700)
        with pytest.raises(ServerError, match="cannot pass"):
            ensure(directory / "inside")
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700


def test_a_missing_wheel_is_told_with_the_way_out(state_dir):
    code = "import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p]; "
    code += "from smartcare.db.server.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "--state-dir", str(state_dir / "none"), "start"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "DATABASE_URL=postgres://" in done.stderr
    assert "Traceback" not in done.stderr
