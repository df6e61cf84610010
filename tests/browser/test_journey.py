"""The day of a midwife, in a real browser, with scripts and without: register, find, change, look back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from patients.models import Patient
from tests.browser.conftest import picture, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill_identity(page: Page) -> None:
    page.get_by_label("First names", exact=False).first.fill("Chipo")
    page.get_by_label("Surname", exact=False).first.fill("Hamoonga")
    page.get_by_label("Female").check()
    page.get_by_label("Day").first.fill("3")
    page.get_by_label("Month").first.fill("5")
    page.get_by_label("Year").first.fill("2001")
    page.get_by_role("textbox", name=re.compile("^NRC")).fill("234567101")


def begin(page: Page) -> None:
    """Search first: nobody is found, so she is registered, and her name is carried over."""
    page.goto("/patients/")
    page.locator("input[name=q]").fill("Chipo Hamoonga")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Register a new patient").first.click()


def register(page: Page) -> None:
    begin(page)
    fill_identity(page)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Phone", exact=False).first.fill("097 765 4321")
    page.get_by_label("Her own").check()
    page.get_by_label("Town or village").fill("Chongwe")
    page.get_by_role("button", name="Save and check").click()


def test_register_find_change_and_look_back(visit: Callable[..., Page], scripts: bool, amina: User) -> None:
    page = visit(amina, scripts=scripts)
    register(page)
    expect(page.get_by_role("heading", name="Check and finish")).to_be_visible()
    expect(page.get_by_text("234567/10/1")).to_be_visible()
    page.get_by_role("button", name="Finish and register").click()
    expect(page.get_by_text("HAMOONGA, Chipo").first).to_be_visible()
    patient = Patient.objects.get()
    assert page.url.endswith(f"/patients/{patient.pk}/")

    for typed in ("hamonga chipo", "234567/10/1", "7654321", "4321", "Chipo"):
        page.goto("/patients/")
        page.get_by_role("searchbox").or_(page.locator("input[name=q]")).first.fill(typed)
        page.keyboard.press("Enter")
        expect(page.get_by_text("HAMOONGA, Chipo")).to_be_visible()
        assert re.search(r"/patients/\?look=[\w-]{16}$", page.url)

    page.get_by_role("link", name=re.compile("HAMOONGA")).click()
    assert page.url.endswith(f"/patients/{patient.pk}/")


def test_back_from_a_record_shows_the_results_again(
    visit: Callable[..., Page], scripts: bool, amina: User, ema: Patient
) -> None:
    page = visit(amina, scripts=scripts)
    page.goto("/patients/")
    page.locator("input[name=q]").fill("mwansa")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("MWANSA")).click()
    expect(page).to_have_url(re.compile(f"/patients/{ema.pk}/$"))

    page.go_back()

    expect(page.get_by_text("1 patient found")).to_be_visible()
    expect(page.locator("input[name=q]")).to_have_value("mwansa")
    picture(page, "search-results")
    page.go_back()
    expect(page.locator("input[name=q]")).to_have_value("")


def test_typed_text_is_still_there_beside_the_error(
    visit: Callable[..., Page], scripts: bool, amina: User
) -> None:
    page = visit(amina, scripts=scripts)
    begin(page)
    fill_identity(page)
    page.get_by_label("Year").first.fill("2099")
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_text("There is a problem")).to_be_visible()
    expect(page.get_by_label("First names", exact=False).first).to_have_value("Chipo")
    expect(page.get_by_label("Year").first).to_have_value("2099")
    assert page.title().startswith("Error:")


def test_a_double_press_makes_one_patient(visit: Callable[..., Page], scripts: bool, amina: User) -> None:
    page = visit(amina, scripts=scripts)
    register(page)

    page.get_by_role("button", name="Finish and register").dblclick()

    expect(page.get_by_text("HAMOONGA, Chipo").first).to_be_visible()
    assert Patient.objects.count() == 1


def test_an_unfinished_registration_is_there_after_a_power_cut(
    visit: Callable[..., Page], amina: User
) -> None:
    page = visit(amina)
    begin(page)
    fill_identity(page)
    page.get_by_role("button", name="Save and continue").click()
    page.context.close()

    page = visit(amina)
    page.goto("/patients/drafts/")

    expect(page.get_by_text("Hamoonga").first).to_be_visible()
    picture(page, "drafts")


def test_pages_of_a_registration_are_accessible(visit: Callable[..., Page], amina: User) -> None:
    page = visit(amina)
    begin(page)
    for step in ("identity", "contact", "family", "personal"):
        assert violations(page) == [], step
        picture(page, f"register-{step}")
        if step == "identity":
            page.get_by_role("button", name="Save and continue").click()
            assert violations(page) == [], "with errors"
            picture(page, "register-errors")
            fill_identity(page)
        if step == "contact":
            page.get_by_label("She has no phone").check()
        page.get_by_role("button", name="Save and continue").click()
    assert violations(page) == []
    picture(page, "register-review")
