"""Every page: no violation at 1366, 360 and 320 px, valid HTML, and light on a slow link."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from accounts.models import User
from facilities.models import District
from patients import details
from patients.enums import ContactKind, FamilyRelation
from patients.models import Patient, PatientAddress, PatientContact, PatientFamily
from patients.services.family import add_relative
from patients.services.registration import register
from tests.browser.pages import ADMIN_PAGES, NOT_LOOKED_AT, PAGES, Traffic, address, examine, names_of_pages
from tests.factories.patients import identity, phone, registration
from tests.patients.desk.answers import filled

browser = pytest.mark.browser
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rows(ema: Patient, clerk: User, sysadmin: User, as_user: Callable[[User], Any]) -> dict[str, Any]:
    """A record with every part, a twin with a faulty phone to mend, and a draft."""
    mother = details.Relative(FamilyRelation.MOTHER, first_name="Ruth", surname="Mwansa")
    add_relative(by=clerk.actor, patient_id=ema.pk, relative=mother)
    faulty = registration(
        identity=identity(first_name="Twin"),
        contacts=(phone("0977123456 / 0966123456", kind=ContactKind.CELLPHONE),),
    )
    twin = register(by=clerk.actor, registration=faulty)
    return {
        "patient": ema.pk,
        "contact": PatientContact.objects.get(patient=ema).pk,
        "address": PatientAddress.objects.get(patient=ema).pk,
        "family": PatientFamily.objects.get(patient=ema).pk,
        "kind": "phone",
        "mend": PatientContact.objects.get(patient=twin).pk,
        "draft": filled(as_user(clerk)),
        "step": "identity",
        "user": clerk.pk,
        "facility": ema.facility_id,
        "district": District.objects.earliest("pk").pk,
    }


def test_every_page_is_looked_at() -> None:
    named = set(names_of_pages())

    assert named - set(PAGES) - set(NOT_LOOKED_AT) == set(), "put these into PAGES"
    assert (set(PAGES) | set(NOT_LOOKED_AT)) - named == set(), "these are gone"
    assert set(PAGES) & set(NOT_LOOKED_AT) == set()


@browser
@pytest.mark.parametrize("name", list(PAGES))
def test_page_is_accessible_valid_and_light(
    name: str, visit: Callable[..., Page], clerk: User, rows: dict[str, Any]
) -> None:
    page = visit(clerk)
    traffic = Traffic(page)

    examine(page, traffic, page.goto(address(name, rows)), name)


@browser
@pytest.mark.parametrize("name", list(ADMIN_PAGES))
def test_page_of_the_administrators_is_accessible_valid_and_light(
    name: str, visit: Callable[..., Page], sysadmin: User, rows: dict[str, Any]
) -> None:
    page = visit(sysadmin)
    traffic = Traffic(page)

    examine(page, traffic, page.goto(address(name, rows)), name)
