"""What the database itself refuses the application's role, whatever the code above it does."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from audit.acts import act
from audit.context import Actor
from audit.exceptions import APPEND_ONLY, NO_ACTOR, sqlstate
from patients.models import Patient, PatientContact
from patients.services.registration import register
from tests.factories.patients import registration
from tests.patients.services.conftest import days_ago

DENIED = "42501"
EXCLUDED = "23P01"
CHECKED = "23514"


@act("test.raw")
def raw(*, by: Actor, statement: str, values: list[object], reason: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def refused(state: str) -> Iterator[None]:
    with pytest.raises(DatabaseError) as caught:
        yield
    assert sqlstate(caught.value) == state


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patient_core SET surname = 'X'",
        "UPDATE patient_contacts SET owner_name = 'X'",
        "DELETE FROM patient_address",
        "DELETE FROM patient_family",
        "UPDATE patient_personal SET occupation = 'X'",
        "DELETE FROM patient_identifiers",
        "DELETE FROM patient_recent",
        "DELETE FROM patient_identifier_registry",
        "DELETE FROM patient_registration_draft",
    ],
)
def test_write_without_an_act_is_refused(ema: Patient, statement: str) -> None:
    with refused(NO_ACTOR), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


COPY_CONTACT = """
    INSERT INTO patient_contacts (id, patient_id, kind, value, state, owner, owner_name, is_primary, valid,
                                  version, updated_at, updated_by)
    SELECT gen_random_uuid(), patient_id, %s::contact_kind, '+260966555444', 'ok', owner, '', %s, valid, 1, now(), 'x'
    FROM patient_contacts WHERE patient_id = %s AND kind = 'cellphone'
"""


@pytest.mark.parametrize("table", ["patient_contacts", "patient_address"])
def test_period_that_begins_tomorrow_is_refused(ema: Patient, clerk: User, table: str) -> None:
    statement = f"UPDATE {table} SET valid = daterange(%s, NULL) WHERE patient_id = %s"

    with refused(CHECKED):
        raw(by=clerk.actor, statement=statement, values=[days_ago(-1), ema.pk])


def test_two_contacts_of_a_kind_at_one_time_are_refused(ema: Patient, clerk: User) -> None:
    with refused(EXCLUDED):
        raw(by=clerk.actor, statement=COPY_CONTACT, values=["cellphone", False, ema.pk])


def test_two_primary_contacts_at_one_time_are_refused(ema: Patient, clerk: User) -> None:
    with refused(EXCLUDED):
        raw(by=clerk.actor, statement=COPY_CONTACT, values=["landline", True, ema.pk])


def test_two_homes_at_one_time_are_refused(ema: Patient, clerk: User) -> None:
    statement = """
        INSERT INTO patient_address (id, patient_id, use, area, valid, version, updated_at, updated_by)
        SELECT gen_random_uuid(), patient_id, use, 'Kasisi', daterange(lower(valid) - 10, lower(valid) + 1), 1, now(), 'x'
        FROM patient_address WHERE patient_id = %s
    """
    with refused(EXCLUDED):
        raw(by=clerk.actor, statement=statement, values=[ema.pk])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patient_contacts SET valid = 'empty'",
        "UPDATE patient_contacts SET value = '0977123456'",
        "UPDATE patient_contacts SET state = 'to_mend'",
        "UPDATE patient_identifiers SET value = '12345' WHERE system = 'nrc'",
        "UPDATE patient_core SET date_of_birth = '1899-12-31'",
        "UPDATE patient_core SET date_of_birth = NULL",
        "UPDATE patient_core SET date_of_birth = now()::date + 2",
        "UPDATE patient_core SET first_name = '', surname = ''",
        "UPDATE patient_core SET age_stated_years = 20",
        "UPDATE patient_nupin_serial SET last_serial = 100000",
    ],
)
def test_value_that_can_not_be_is_refused(ema: Patient, clerk: User, statement: str) -> None:
    with refused(CHECKED):
        raw(by=clerk.actor, statement=statement, values=[])


@pytest.mark.parametrize(
    "table",
    ["patient_identifiers", "patient_contacts", "patient_address", "patient_family", "patient_personal"],
)
def test_row_never_moves_to_another_patient(ema: Patient, clerk: User, table: str) -> None:
    from patients.details import Relative
    from patients.enums import FamilyRelation

    mother = Relative(FamilyRelation.MOTHER, first_name="Grace")
    other = register(by=clerk.actor, registration=registration(relatives=(mother,)))

    with refused(APPEND_ONLY):
        raw(
            by=clerk.actor,
            statement=f"UPDATE {table} SET patient_id = %s WHERE patient_id = %s",
            values=[ema.pk, other.pk],
        )


def test_record_is_never_deleted(ema: Patient, clerk: User) -> None:
    with refused(DENIED):
        raw(by=clerk.actor, statement="DELETE FROM patient_core WHERE id = %s", values=[ema.pk])


@pytest.mark.parametrize("table", ["patient_contacts_history", "patient_address_history"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET history_user_name = 'Somebody'", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_history_is_not_written_by_the_application(
    ema: Patient, clerk: User, table: str, statement: str
) -> None:
    with refused(DENIED):
        raw(by=clerk.actor, statement=statement.format(table), values=[])


def test_history_takes_no_row_from_the_application(ema: Patient, clerk: User) -> None:
    with refused(DENIED):
        raw(
            by=clerk.actor,
            statement="INSERT INTO patient_contacts_history SELECT * FROM patient_contacts_history",
            values=[],
        )


def test_raw_write_leaves_a_version_with_actor_reason_and_act(ema: Patient, clerk: User) -> None:
    raw(
        by=clerk.actor,
        statement="UPDATE patient_contacts SET owner_name = 'John' WHERE patient_id = %s",
        values=[ema.pk],
        reason="seen on the card",
    )

    version = PatientContact.history.filter(patient_id=ema.pk).latest()
    assert (version.history_type, version.owner_name) == ("~", "John")
    assert (version.history_user_id, version.history_user_name) == (clerk.actor.id, "Clara Tembo")
    assert (version.history_act, version.history_change_reason) == ("test.raw", "seen on the card")


def test_bulk_write_leaves_a_version_of_every_row(ema: Patient, clerk: User) -> None:
    register(by=clerk.actor, registration=registration())

    _rename_owners(by=clerk.actor)

    renamed = PatientContact.history.filter(history_act="test.bulk")
    assert (renamed.count(), {row.owner_name for row in renamed}) == (2, {"John"})


@act("test.bulk")
def _rename_owners(*, by: Actor) -> None:
    PatientContact.objects.update(owner_name="John")
