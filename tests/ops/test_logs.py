"""What goes into a log names no patient."""

import logging

import pytest
from django.db import DatabaseError, connection

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
