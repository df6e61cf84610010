"""Every page that shows a patient: no violation at 1366, 360 and 320 px, valid HTML, and light on a slow link."""

import gzip
from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from django.urls import reverse
from playwright.sync_api import Page, Response

from accounts.models import User
from patients import details
from patients.enums import ContactKind, FamilyRelation
from patients.models import Patient, PatientAddress, PatientContact, PatientFamily
from patients.services.family import add_relative
from patients.services.registration import register
from tests.browser.conftest import picture, violations
from tests.factories.patients import identity, phone, registration

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What is sent is compressed (GZipMiddleware, WhiteNoise); static files are kept by the browser for good.
COLD_BYTES, WARM_BYTES, HEADERS = 120_000, 30_000, 700


@pytest.fixture
def rows(ema: Patient, clerk: User) -> dict[str, Any]:
    """A record with every part, and a twin with a faulty phone to mend."""
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
        "mend": PatientContact.objects.get(patient=twin).pk,
    }


PAGES: dict[str, tuple[str, ...]] = {
    "home": (),
    "accounts:workplace": (),
    "account_change_password": (),
    "account_logout": (),
    "patients:search": (),
    "patients:register": (),
    "patients:drafts": (),
    "patients:record": ("patient",),
    "patients:print": ("patient",),
    "patients:as_of": ("patient",),
    "patients:edit_identity": ("patient",),
    "patients:edit_personal": ("patient",),
    "patients:add_contact": ("patient",),
    "patients:edit_contact": ("patient", "contact"),
    "patients:end_contact": ("patient", "contact"),
    "patients:add_address": ("patient",),
    "patients:edit_address": ("patient", "address"),
    "patients:end_address": ("patient", "address"),
    "patients:add_relative": ("patient",),
    "patients:edit_relative": ("patient", "family"),
    "patients:remove_relative": ("patient", "family"),
    "patients:mend": (),
    "patients:mend_kind": ("kind",),
    "patients:mend_one": ("kind", "mend"),
}


def address(name: str, rows: dict[str, Any]) -> str:
    return reverse(name, args=[{**rows, "kind": "phone"}[part] for part in PAGES[name]])


@pytest.mark.parametrize("name", list(PAGES))
def test_page_is_accessible_and_valid(
    name: str, visit: Callable[..., Page], clerk: User, rows: dict[str, Any]
) -> None:
    page = visit(clerk)
    answer = page.goto(address(name, rows))

    assert answer is not None
    assert answer.status == 200
    assert violations(page) == []
    html5lib.HTMLParser(strict=True).parse(answer.text())
    picture(page, name.replace(":", "-"))


@pytest.mark.parametrize("name", ["home", "patients:search", "patients:record", "patients:edit_identity"])
def test_page_is_light(name: str, visit: Callable[..., Page], clerk: User, rows: dict[str, Any]) -> None:
    page = visit(clerk)
    sent: list[int] = []
    hosts: set[str] = set()

    def count(answer: Response) -> None:
        hosts.add(answer.url.split("/")[2])
        sent.append(len(gzip.compress(answer.body())) + HEADERS)

    page.on("response", count)
    page.goto(address(name, rows), wait_until="networkidle")
    cold, requests = sum(sent), len(sent)
    warm = sent[0]

    assert len(hosts) == 1
    assert requests <= 12
    assert cold <= COLD_BYTES, f"{cold} bytes cold"
    assert warm <= WARM_BYTES, f"{warm} bytes warm"
