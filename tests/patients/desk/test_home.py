"""The first page of each role."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.enums import Role
from accounts.models import Membership, User
from patients.services.opening import open_patient
from tests.patients.desk.answers import IDENTITY, begin, send


@pytest.mark.parametrize("role", ["clerk", "amina", "bela"])
def test_the_desk_finds_first_then_registers_and_sees_today(as_user, request, ema, role):
    page = as_user(request.getfixturevalue(role)).get("/").content.decode()

    assert page.index('role="search"') < page.index("Register a new patient") < page.index("1 registered")
    assert "MWANSA, Ema" in page


def test_records_and_drafts_of_another_facility_are_not_shown(as_user, chiara, ema):
    page = as_user(chiara).get("/").content.decode()

    assert "0 registered" in page
    assert "MWANSA" not in page


def test_ones_own_drafts_and_patients_are_at_hand(as_user, clerk, amina, ema):
    client = as_user(clerk)
    draft = begin(client)
    send(client, draft, "identity", IDENTITY)
    open_patient(by=clerk.actor, patient_id=ema.pk)

    mine, hers = client.get("/").content.decode(), as_user(amina).get("/").content.decode()

    assert draft in mine
    assert "Bupe Ng’andu" in mine
    assert mine.count("MWANSA, Ema") == 2
    assert "Bupe" not in hers


def test_the_manager_has_no_way_to_register(as_user, manager, ema):
    page = as_user(manager).get("/").content.decode()

    assert 'role="search"' in page
    assert "Register a new patient" not in page
    assert "Your drafts" not in page


@pytest.mark.parametrize("role", ["dario", "dpo", "sysadmin"])
def test_roles_without_patients_are_told_so(as_user, request, ema, role):
    page = as_user(request.getfixturevalue(role)).get("/").content.decode()

    assert "Your role has no pages about patients." in page
    assert "Audit trail" in page
    assert ("Administration" in page) == (role == "sysadmin")


def test_somebody_who_works_nowhere_is_told_whom_to_ask(as_user, db):
    nobody = User.objects.create_user(username="nobody", password="x", name="Nobody")

    assert "You have no place of work" in as_user(nobody).get("/").content.decode()


def test_two_workplaces_are_a_choice_that_is_remembered(as_user, clerk, other_facility):
    second = Membership.objects.create(
        user=clerk, facility=other_facility, role=Role.MIDWIFE, valid=DateRange(date(2020, 1, 1), None)
    )
    client = as_user(clerk)

    assert client.get("/").headers["Location"] == "/accounts/facility/"
    page = client.get("/accounts/facility/").content.decode()
    assert "Chainda Health Post" in page
    assert "Kasisi Rural Health Centre" in page
    assert client.post("/accounts/facility/", {"membership": second.pk}).headers["Location"] == "/"
    assert "Kasisi Rural Health Centre" in client.get("/").content.decode()


@pytest.mark.parametrize("membership", ["", "999999", "x", "\x00"])
def test_a_workplace_that_is_not_hers_is_not_taken(as_user, clerk, membership):
    response = as_user(clerk).post("/accounts/facility/", {"membership": membership})

    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
