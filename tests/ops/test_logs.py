"""What goes into a log names no patient."""

import logging
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.test import Client

from accounts.models import User
from audit.acts import act
from audit.context import Actor
from patients.models import Patient
from smartcare.ops.logs import WithoutValues


@act("test.break")
def break_a_rule(*, by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE patient_core SET first_name = %s, date_of_birth = '1800-01-01'", ["Secretname"]
        )


@pytest.mark.django_db
def test_a_refused_row_does_not_reach_the_log(ema: Patient) -> None:
    formatter = WithoutValues("%(message)s")
    with pytest.raises(DatabaseError, match="Secretname") as refused:
        break_a_rule(by=Actor(id="1", name="x", role="midwife"))
    error = (refused.type, refused.value, refused.tb)
    written = formatter.format(logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, error))

    assert "Secretname" not in written
    assert "SQLSTATE 23514" in written
    assert "break_a_rule" in written


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the log of an installation says: its own handler, with its formatter and filters."""
    (console,) = [one for one in logging.getLogger().handlers if isinstance(one.formatter, WithoutValues)]
    stream = StringIO()
    before = console.setStream(stream)
    yield stream
    console.setStream(before)


def test_an_ordinary_refusal_is_one_line(
    written: StringIO, as_user: Callable[[User], Client], dario: User
) -> None:
    assert as_user(dario).get("/patients/?look=Secretname").status_code == 403

    (line,) = written.getvalue().splitlines()
    assert line.endswith("WARNING django.request Forbidden (Permission denied): /patients/")


def test_a_refusal_inside_a_fault_does_not_hide_it(
    written: StringIO, as_user: Callable[[User], Client], clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        try:
            raise PermissionDenied
        except PermissionDenied:
            raise RuntimeError("broken") from None

    monkeypatch.setattr("patients.views.home.recent_patients", fail)
    client = as_user(clerk)
    client.raise_request_exception = False

    assert client.get("/").status_code == 500

    assert "Internal Server Error: /" in written.getvalue()
    assert "Traceback" in written.getvalue()
    assert "RuntimeError: broken" in written.getvalue()
