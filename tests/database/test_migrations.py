"""Migrate up, down and up again: nothing of ours is left behind, and the second house is the first."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import environ
import psycopg
import pytest
from psycopg import sql

from tests.golden import catalogue

ROOT = Path(__file__).resolve().parents[2]
NAME = f"test_up_down_up_{os.getpid()}"


def _parameters(url: str, name: str) -> dict[str, str]:
    parsed = environ.Env.db_url_config(url)
    parameters = {"user": parsed["USER"], "password": parsed["PASSWORD"], "port": str(parsed["PORT"] or "")}
    parameters["host"] = parsed.get("OPTIONS", {}).get("host") or parsed["HOST"]
    return {key: value for key, value in parameters.items() if value} | {"dbname": name}


@pytest.fixture
def house() -> Iterator[dict[str, str]]:
    """An empty database of the owner's, and the environment that points manage.py at it."""
    owner = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    with psycopg.connect(**_parameters(owner, "postgres"), autocommit=True) as maintenance:
        maintenance.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME)))
        maintenance.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
        yield _parameters(owner, NAME)
        maintenance.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME)))


def _manage(*arguments: str) -> None:
    env = dict(os.environ)
    for key in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if env.get(key):
            env[key] = urlsplit(env[key])._replace(path=f"/{NAME}").geturl()
    env["DJANGO_SETTINGS_MODULE"] = "smartcare.settings.test"
    done = subprocess.run(
        [sys.executable, "-m", "django", *arguments, "-v0"],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def _catalogue(house: dict[str, str]) -> str:
    with psycopg.connect(**house) as connection, connection.cursor() as cursor:
        return catalogue.read(cursor)


@pytest.mark.slow
def test_up_down_up_gives_the_same_house(house: dict[str, str]) -> None:
    _manage("migrate")
    first = _catalogue(house)

    for app in ("patients", "admin", "accounts", "facilities", "audit"):
        _manage("migrate", app, "zero")
    down = _catalogue(house)
    assert not [
        line for line in down.splitlines() if "patient" in line or "facilit" in line or "accounts_" in line
    ]

    _manage("migrate")
    assert _catalogue(house) == first
