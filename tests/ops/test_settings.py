"""Settings are loud: production never starts half set up, and never falls back."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from smartcare.db.roles import database_settings

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "DATABASE_URL": "postgres://app:x@localhost/smartcare",
    "DATABASE_OWNER_URL": "postgres://owner:x@localhost/smartcare",
    "SECRET_KEY": "0123456789" * 6,
    "ALLOWED_HOSTS": "smartcare.example",
}


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    code = "import smartcare.settings.prod as s; print(s.DATABASES['default']['USER'], s.DEBUG)"
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_production_starts_with_everything_given() -> None:
    done = start(GOOD)

    assert done.stdout.split() == ["app", "False"], done.stderr


@pytest.mark.parametrize("missing", ["DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_names_what_is_missing(missing: str) -> None:
    done = start({key: value for key, value in GOOD.items() if key != missing})

    assert done.returncode != 0
    assert missing in done.stderr


def test_production_refuses_a_short_secret() -> None:
    assert "SECRET_KEY" in start({**GOOD, "SECRET_KEY": "short"}).stderr


def test_production_ignores_debug() -> None:
    assert start({**GOOD, "DEBUG": "1"}).stdout.split()[1] == "False"


@pytest.mark.parametrize("url", ["mysql://a@b/c", "sqlite:///x.db", "nonsense"])
def test_another_database_is_refused_in_plain_words(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        database_settings(url, "")


def test_without_an_address_the_message_says_what_to_do() -> None:
    with pytest.raises(ImproperlyConfigured, match="make run"):
        database_settings("", "")


def test_one_address_works_as_the_application_role() -> None:
    settings = database_settings("postgres://root:x@localhost/smartcare", "")["default"]

    assert settings["OPTIONS"]["options"] == "-c role=smartcare_app"
    assert settings["OWNER"]["USER"] == "root"
    assert "options" not in settings["OWNER"]["OPTIONS"]
