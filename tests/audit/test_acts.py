"""What an act promises, and what the database refuses without one."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from audit.acts import act
from audit.context import Actor, RequestContext, in_request
from audit.exceptions import NO_ACTOR, NestedAct, sqlstate
from patients.models import Patient

SOMEBODY = Actor(id="7", name="Amina", role="midwife")


@act("test.look")
def look(*, by: Actor, reason: str = "") -> dict[str, str | None]:
    with connection.cursor() as cursor:
        names = ("actor_id", "actor_name", "role", "facility_id", "act", "reason", "request_id", "program")
        cursor.execute("SELECT " + ", ".join(f"smartcare_context('{name}')" for name in names))
        return dict(zip(names, cursor.fetchone() or (), strict=True))


@act("test.outer")
def outer(*, by: Actor) -> None:
    look(by=by)


@pytest.mark.django_db
def test_act_tells_the_database_who_what_and_why() -> None:
    with in_request(RequestContext(request_id="r-1", program="web")):
        seen = look(by=SOMEBODY, reason='it\'s "odd"; DROP TABLE x --')

    assert seen == {
        "actor_id": "7",
        "actor_name": "Amina",
        "role": "midwife",
        "facility_id": None,
        "act": "test.look",
        "reason": 'it\'s "odd"; DROP TABLE x --',
        "request_id": "r-1",
        "program": "web",
    }


@act("test.usual")
def usual(*, by: Actor, reason: str = "as always") -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT smartcare_context('reason')")
        assert cursor.fetchone() == ("as always",)


@pytest.mark.django_db
def test_the_usual_reason_of_an_act_is_told() -> None:
    usual(by=SOMEBODY)


@pytest.mark.django_db
def test_act_leaves_nothing_behind() -> None:
    look(by=SOMEBODY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT smartcare_context('actor_id')")
        assert cursor.fetchone() == (None,)


@pytest.mark.django_db(transaction=True)
def test_act_leaves_nothing_on_the_connection_after_commit() -> None:
    look(by=SOMEBODY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('smartcare.actor_id', true)")
        assert cursor.fetchone() in ((None,), ("",))


@pytest.mark.django_db
def test_act_inside_an_act_is_refused() -> None:
    with pytest.raises(NestedAct):
        outer(by=SOMEBODY)


@pytest.mark.django_db
def test_act_without_an_actor_is_refused() -> None:
    with pytest.raises(TypeError, match="by=Actor"):
        look(by=None)  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patient_core SET first_name = 'X'",
        "INSERT INTO patient_nupin_serial SELECT id, 1 FROM facilities_facility",
        "DELETE FROM patient_contacts",
        "UPDATE patient_identifiers SET value = NULL",
    ],
)
def test_write_without_an_act_is_refused_by_the_database(ema: Patient, statement: str) -> None:
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert sqlstate(refused.value) == NO_ACTOR


@pytest.mark.django_db
def test_save_without_an_act_is_refused_by_the_database(ema: Patient, clerk: User) -> None:
    ema.first_name = "X"

    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        ema.save()

    assert sqlstate(refused.value) == NO_ACTOR
