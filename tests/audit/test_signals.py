"""Days worth a look: found with their numbers, once; seen by those who may; marked by an act."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from accounts.models import User
from audit.enums import Action, SignalKind
from audit.exceptions import sqlstate
from audit.models import Signal
from audit.reads import note, reading
from audit.signals import look_at_signal
from patients.models import Patient
from smartcare.db.roles import as_owner

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def thresholds(settings: object) -> None:
    settings.AUDIT_SIGNALS = {  # type: ignore[attr-defined]
        "patients_a_day_at_least": 4,
        "times_usual": 3,
        "patients_without_act": 4,
        "patients_outside_hours": 2,
        "first_hour": 0,
        "last_hour": 23,
        "refusals": 3,
        "zone": "Africa/Lusaka",
    }


def _found() -> dict[str, tuple[str | None, int, int | None]]:
    call_command("find_signals", verbosity=0)
    with as_owner():
        return {row.kind: (row.actor_name, row.happened, row.usual) for row in Signal.objects.all()}


def _see(who: User, count: int) -> None:
    for _number in range(count):
        note(Action.READ, by=who.actor, what="test.page", patients=[uuid7()])


def test_opening_many_records_is_a_signal_and_a_few_are_not(clerk: User, amina: User) -> None:
    _see(clerk, 4)
    _see(amina, 3)

    found = _found()
    assert found["mass_reading"] == ("Clara Tembo", 4, None)
    assert found["reading_without_act"] == ("Clara Tembo", 4, None)
    assert set(found) == {"mass_reading", "reading_without_act"}


def test_as_many_as_usual_is_none(clerk: User) -> None:
    _see(clerk, 5)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT audit_make_month(now() - interval '3 days')")
        cursor.execute(
            "INSERT INTO audit_events (occurred_at, action, patient_id, actor_id, db_user)"
            " SELECT now() - interval '3 days', 'R', gen_random_uuid(), %s, 'x' FROM generate_series(1, 2)",
            [clerk.actor.id],
        )

    assert "mass_reading" not in _found()


def test_reading_followed_by_an_act_is_none(ema: Patient, clerk: User) -> None:
    _see(clerk, 3)
    note(Action.READ, by=clerk.actor, what="test.page", patients=[ema.pk])

    assert "reading_without_act" not in _found()


def test_refusals_are_a_signal(dario: User) -> None:
    for _number in range(3):
        note(Action.REFUSED, by=dario.actor, what="patients:register")

    assert _found() == {"refusals": ("Dario Sakala", 3, None)}


def test_looks_outside_hours_are_a_signal(clerk: User, settings: object) -> None:
    hour = timezone.localtime().hour
    settings.AUDIT_SIGNALS |= {"first_hour": (hour + 2) % 24, "last_hour": (hour + 2) % 24}  # type: ignore[attr-defined]
    from audit.context import RequestContext, in_request

    with in_request(RequestContext(request_id=str(uuid7()), program="web")):
        _see(clerk, 2)

    assert _found()["outside_hours"] == ("Clara Tembo", 2, None)


def test_record_of_a_namesake_is_a_signal(ema: Patient, amina: User) -> None:
    User.objects.filter(pk=amina.pk).update(name=f"{ema.surname} {ema.first_name}")
    amina.refresh_from_db()
    actor = type(clerk_actor := amina.actor)(
        id=str(amina.pk), name=amina.name, role="midwife", facility_id=clerk_actor.facility_id
    )
    note(Action.READ, by=actor, what="test.page", patients=[ema.pk])

    assert _found()["own_record"] == (amina.name, 1, None)


def test_second_search_finds_nothing_twice_and_grows_what_grew(clerk: User) -> None:
    _see(clerk, 4)
    _found()
    _see(clerk, 1)

    assert _found()["mass_reading"] == ("Clara Tembo", 5, None)
    with as_owner():
        assert Signal.objects.filter(kind=SignalKind.MASS_READING).count() == 1


def test_signal_is_marked_once_by_somebody_who_may(clerk: User, dario: User, amina: User) -> None:
    _see(clerk, 4)
    _found()
    with as_owner():
        key = Signal.objects.get(kind=SignalKind.MASS_READING).pk

    assert not look_at_signal(by=amina.actor, signal_id=key, remark="x")
    assert look_at_signal(by=dario.actor, signal_id=key, remark="A busy day.")
    assert not look_at_signal(by=dario.actor, signal_id=key, remark="Again.")
    with reading(by=dario.actor, what="test.signals"):
        seen = Signal.objects.get(pk=key)
        assert (seen.looked_by_name, seen.remark) == ("Dario Sakala", "A busy day.")


def test_manager_sees_signals_of_her_facility_and_never_her_own(
    clerk: User, manager: User, chiara: User
) -> None:
    for who in (clerk, manager, chiara):
        _see(who, 4)
    _found()

    with reading(by=manager.actor, what="test.signals"):
        assert set(Signal.objects.values_list("actor_name", flat=True)) == {"Clara Tembo"}


@pytest.mark.parametrize("statement", ["DELETE FROM audit_signals", "UPDATE audit_signals SET happened = 0"])
def test_application_can_not_make_a_signal_go_away(statement: str) -> None:
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert sqlstate(refused.value) == "42501"
