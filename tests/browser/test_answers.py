"""Pages that answer what somebody sent: found and not found, faults, a conflict, somebody alike. As good as the others."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Response

from accounts.models import User
from patients.models import Patient, PatientContact
from patients.services.contacts import correct_contact
from tests.browser.pages import Traffic, examine
from tests.factories.patients import phone
from tests.patients.desk.answers import begin, filled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seen(visit: Callable[..., Page], clerk: User) -> tuple[Page, Traffic]:
    """A window of the clerk, and what it is sent."""
    page = visit(clerk)
    return page, Traffic(page)


def press(page: Page, name: str) -> Response:
    """Press a button. Gives: the answer that brings the next page."""
    with page.expect_navigation() as leading:
        page.get_by_role("button", name=name, exact=True).first.click()
    return leading.value


def look_for(page: Page, text: str) -> Response:
    page.goto(reverse("patients:search"))
    page.locator("input[name=q]").fill(text)
    return press(page, "Search")


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("search found", "mwansa", "1 patient found"),
        ("search found nobody", "Zzyzx Qqq", "No patient found"),
        ("search empty", " ", "Type a name or a number"),
    ],
)
def test_answer_to_a_search(
    seen: tuple[Page, Traffic], ema: Patient, name: str, text: str, shown: str
) -> None:
    page, traffic = seen

    answer = look_for(page, text)

    assert shown in answer.text()
    examine(page, traffic, answer, name)


def test_search_no_longer_kept(seen: tuple[Page, Traffic]) -> None:
    page, traffic = seen

    examine(page, traffic, page.goto(reverse("patients:search") + "?look=unknown"), "search gone")


def test_record_of_another_facility_among_those_found(
    visit: Callable[..., Page], chiara: User, ema: Patient
) -> None:
    page = visit(chiara)
    traffic = Traffic(page)

    answer = look_for(page, "mwansa")

    assert "Kept at" in answer.text()
    examine(page, traffic, answer, "search elsewhere")


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("identity", {}),
        ("contact", {}),
        ("family", {"mother_first_name": "x" * 300}),
        ("personal", {"birth_place": "x" * 300}),
    ],
)
def test_registration_step_with_errors(
    seen: tuple[Page, Traffic],
    as_user: Callable[[User], Client],
    clerk: User,
    step: str,
    typed: dict[str, str],
) -> None:
    page, traffic = seen
    draft = begin(as_user(clerk))
    page.goto(reverse("patients:register_step", args=[draft, step]))
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)

    answer = press(page, "Save and continue")

    assert "There is a problem" in answer.text()
    examine(page, traffic, answer, f"register {step} errors")


def test_somebody_looks_alike(
    seen: tuple[Page, Traffic], as_user: Callable[[User], Client], clerk: User, ema: Patient
) -> None:
    page, traffic = seen
    draft = filled(as_user(clerk), first_names="Ema", surname="Mwansa", nrc="123456/10/1")
    review = reverse("patients:register_review", args=[draft])

    examine(page, traffic, page.goto(review), "register alike")
    answer = press(page, "Finish and register")

    assert "Say whether she is a different person" in answer.text()
    examine(page, traffic, answer, "register alike unsettled")


@pytest.mark.parametrize("part", ["identity", "contact", "address"])
def test_change_with_errors(seen: tuple[Page, Traffic], ema: Patient, part: str) -> None:
    page, traffic = seen
    rows = {"contact": [ema.contacts.get().pk], "address": [ema.addresses.get().pk]}.get(part, [])
    page.goto(reverse(f"patients:edit_{part}", args=[ema.pk, *rows]) + "?how=new")
    if part == "identity":
        page.get_by_label("Surname").fill("")

    answer = press(page, "Save")

    assert "There is a problem" in answer.text()
    examine(page, traffic, answer, f"edit {part} errors")


def test_change_that_a_colleague_made_meanwhile(
    seen: tuple[Page, Traffic], ema: Patient, amina: User
) -> None:
    page, traffic = seen
    contact = PatientContact.objects.get(patient=ema)
    page.goto(reverse("patients:edit_contact", args=[ema.pk, contact.pk]))
    correct_contact(
        by=amina.actor,
        patient_id=ema.pk,
        contact_id=contact.pk,
        version=contact.version,
        contact=phone("0966111222"),
        reason="wrong digit",
    )
    page.get_by_label("It was written wrongly", exact=True).check()
    page.get_by_label(re.compile("why")).fill("typing mistake")
    page.get_by_label("Cellphone").or_(page.locator("[name=text]")).first.fill("0955333444")

    answer = press(page, "Save")

    assert "Somebody changed this while you were typing" in answer.text()
    examine(page, traffic, answer, "edit conflict", status=409)
