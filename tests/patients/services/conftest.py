"""What the tests of acts share."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from audit.acts import act
from audit.context import Actor
from patients.models import Patient, PatientAddress, PatientContact


@act("test.backdate")
def _backdate(*, by: Actor, patient: Patient, since: date) -> None:
    PatientContact.objects.filter(patient=patient).update(valid=DateRange(since, None))
    PatientAddress.objects.filter(patient=patient).update(valid=DateRange(since, None))


@act("test.write")
def _write(*, by: Actor, row: Any, columns: dict[str, Any]) -> None:
    type(row).objects.filter(pk=row.pk).update(**columns)


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def settled(ema: Patient, clerk: Any) -> Patient:
    """Ema, whose phone and address have held for a year."""
    _backdate(by=clerk.actor, patient=ema, since=days_ago(365))
    return ema


@pytest.fixture
def write(clerk: Any) -> Callable[..., None]:
    """Put a row into a state that no act makes, as the migration does: `write(row, sex="U")`."""

    def put(row: Any, **columns: Any) -> None:
        _write(by=clerk.actor, row=row, columns=columns)
        row.refresh_from_db()

    return put
