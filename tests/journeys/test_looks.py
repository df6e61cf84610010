"""No page shows a patient without an event for each: asked of every page, by looking for names in what is sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.reads import digest_of
from patients import details
from patients.enums import ContactKind, FamilyRelation
from patients.models import Patient, PatientAddress, PatientContact, PatientFamily
from patients.services.drafts import start_draft
from patients.services.family import add_relative
from patients.services.registration import register
from smartcare.db.roles import as_owner
from tests.audit.conftest import events
from tests.browser.pages import ADMIN_PAGES, PAGES
from tests.factories.patients import identity, phone, registration

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def cast(ema: Patient, clerk: User, sysadmin: User) -> dict[str, Any]:
    """Ema, her mother who is a patient too, and a woman with a phone to mend: names that stand nowhere else."""
    mother = register(
        by=clerk.actor, registration=registration(identity=identity(first_name="Zenobia", surname="Quayle"))
    )
    add_relative(
        by=clerk.actor,
        patient_id=ema.pk,
        relative=details.Relative(FamilyRelation.MOTHER, relative_id=mother.pk),
    )
    contacts = (phone("0977123456 / 0966123456", kind=ContactKind.CELLPHONE),)
    faulty = register(
        by=clerk.actor,
        registration=registration(
            identity=identity(first_name="Xanthe", surname="Vorster"), contacts=contacts
        ),
    )
    return {
        "patient": ema.pk,
        "contact": PatientContact.objects.get(patient=ema).pk,
        "address": PatientAddress.objects.get(patient=ema).pk,
        "family": PatientFamily.objects.get(patient=ema).pk,
        "mend": PatientContact.objects.get(patient=faulty).pk,
        "kind": "phone",
        "draft": start_draft(by=clerk.actor).pk,
        "step": "identity",
        "user": clerk.pk,
        "facility": ema.facility_id,
        "district": ema.facility.district_id,
    }


def _noted(answer: Any) -> set[Any]:
    rows = events("request_id = %s::uuid AND action IN ('R', 'Q', 'P', 'X')", answer.headers["X-Request-ID"])
    return {row["patient_id"] for row in rows}


@pytest.mark.parametrize("name", [*PAGES, *ADMIN_PAGES])
def test_each_patient_whom_a_page_names_is_an_event_of_its_request(
    name: str, cast: dict[str, Any], clerk: User, sysadmin: User, as_user: AsUser
) -> None:
    client = as_user(sysadmin if name in ADMIN_PAGES else clerk)
    as_user(clerk).get(reverse("patients:record", args=[cast["patient"]]))

    parts = {**PAGES, **ADMIN_PAGES}[name]
    answer = client.get(reverse(name, args=[cast[part] for part in parts]), follow=True)

    text = answer.content.decode()
    named = {
        one.pk
        for one in Patient.objects.all()
        if (one.surname.upper() in text.upper() and one.first_name in text) or str(one.pk) in text
    }
    assert named <= _noted(answer), name


def test_search_notes_every_patient_it_shows_and_a_digest_of_what_was_sought(
    cast: dict[str, Any], clerk: User, as_user: AsUser
) -> None:
    answer = as_user(clerk).post(reverse("patients:search"), {"q": "quayle"}, follow=True)

    [mother] = Patient.objects.filter(surname="Quayle")
    [row] = events("act = 'patients.search'")
    assert "QUAYLE" in answer.content.decode()
    assert (row["patient_id"], row["payload"]) == (mother.pk, {"found": 1, "searched": digest_of("quayle")})


def test_search_that_finds_nobody_is_an_event_too(clerk: User, as_user: AsUser) -> None:
    as_user(clerk).post(reverse("patients:search"), {"q": "nobody"}, follow=True)

    assert [row["payload"]["found"] for row in events("act = 'patients.search'")] == [0]


def test_print_is_told_from_reading(cast: dict[str, Any], clerk: User, as_user: AsUser) -> None:
    as_user(clerk).get(reverse("patients:print", args=[cast["patient"]]))

    assert [row["act"] for row in events("action = 'P'")] == ["patients:print"]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_shown_when_the_event_can_not_be_written(
    ema: Patient, clerk: User, as_user: AsUser
) -> None:
    client = as_user(clerk)
    client.raise_request_exception = False
    with as_owner(), connection.cursor() as cursor:
        cursor.execute('REVOKE EXECUTE ON FUNCTION audit_note("char", uuid[], text) FROM smartcare_app')
    try:
        for page in (reverse("patients:record", args=[ema.pk]), reverse("home")):
            answer = client.get(page)
            assert answer.status_code >= 500
            assert ema.surname not in answer.content.decode()
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute('GRANT EXECUTE ON FUNCTION audit_note("char", uuid[], text) TO smartcare_app')
