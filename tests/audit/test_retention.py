"""Retention: a sealed old month leaves whole, is told, and the rest of the log verifies."""

import gzip
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command

from audit.sealing import seal
from tests.audit.conftest import note

pytestmark = pytest.mark.django_db(transaction=True)

Session = psycopg.Connection[Any]
OLD = "audit_events_2020_03"


@pytest.fixture
def old(superuser: Session, heads_file: Path) -> Session:
    """A log with a month of 2020, sealed among today's events."""
    note(superuser, 40)
    superuser.execute("SELECT audit_make_month('2020-03-15')")
    superuser.execute(
        "INSERT INTO audit_events (occurred_at, action, db_user) SELECT '2020-03-10', 'S', 'x' FROM generate_series(1, 300)"
    )
    note(superuser, 40)
    seal()
    return superuser


def detach(**options: Any) -> None:
    call_command("detach_audit_month", OLD, older_than=365, reason="seven years are over", **options)


def test_detached_month_is_told_and_the_rest_verifies(
    old: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    detach(out=tmp_path / "month.gz")
    seal()
    call_command("verify_audit")

    assert f"Taken away by retention: {OLD}; 300 events were not hashed anew" in capsys.readouterr().out
    assert len(gzip.decompress((tmp_path / "month.gz").read_bytes()).splitlines()) == 301
    event = old.execute(
        "SELECT action, act, reason, payload FROM audit_events WHERE act = 'audit.detach_month' AND action = 'S'"
    )
    assert event.fetchone() == (
        "S", "audit.detach_month", "seven years are over", f'{{"detached" : "{OLD}", "events" : 300}}',
    )  # fmt: skip


def test_more_missing_than_was_taken_is_found(old: Session) -> None:
    detach()
    old.execute("UPDATE audit_detached SET events = 299")

    with pytest.raises(CommandError, match="More events are missing"):
        call_command("verify_audit")


def test_month_that_is_young_unsealed_or_no_month_stays(old: Session, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="less than 36500 days"):
        call_command("detach_audit_month", OLD, older_than=36500, reason="x")
    with pytest.raises(CommandError, match="no month of the log"):
        call_command("detach_audit_month", "patients", older_than=1, reason="x")
    with pytest.raises(CommandError, match="There is no month"):
        call_command("detach_audit_month", "audit_events_2019_12", older_than=1, reason="x")
    old.execute("INSERT INTO audit_events (occurred_at, action, db_user) VALUES ('2020-03-10', 'S', 'x')")
    with pytest.raises(CommandError, match=r"1 events of .* are not sealed"):
        detach()
    call_command("verify_audit")
