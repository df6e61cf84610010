"""Signing in, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.conftest import picture, violations
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_midwife_signs_in_with_the_keyboard_alone(
    visit: Callable[..., Page], scripts: bool, amina: User
) -> None:
    page = visit(scripts=scripts)
    page.goto("/")
    page.get_by_label("User").focus()
    page.keyboard.type("amina")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_text("Chainda Health Post").first).to_be_visible()


def test_the_first_tab_stop_skips_to_the_content(visit: Callable[..., Page], amina: User) -> None:
    page = visit(amina)
    page.goto("/patients/register/")
    page.keyboard.press("Tab")

    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert focused is not None
    assert focused.startswith("#")


def test_a_wrong_password_is_told_kindly(visit: Callable[..., Page], amina: User) -> None:
    page = visit()
    page.goto("/accounts/login/")
    page.get_by_label("User").fill("amina")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_text("There is a problem")).to_be_visible()
    assert violations(page) == []
    picture(page, "sign-in-refused")


def test_sign_in_page_is_accessible(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/accounts/login/")

    assert violations(page) == []
    picture(page, "sign-in")
