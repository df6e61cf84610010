"""The audit trail in a browser: no violation at any width, valid HTML, and usable from the keyboard and without scripts."""

from collections.abc import Callable

import html5lib
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from audit.enums import Action
from audit.reads import note
from patients.models import Patient, PatientContact
from patients.services.contacts import correct_contact
from tests.browser.conftest import picture, violations
from tests.factories.patients import phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TRAIL = "admin:audit_auditevent_"


@pytest.fixture
def full(ema: Patient, clerk: User) -> Patient:
    """More events than a page, with long words."""
    for number in range(60):
        note(
            Action.READ, by=clerk.actor, what="patients.record", patients=[ema.pk], reason="W" * (number + 20)
        )
    contact = PatientContact.objects.get(patient=ema)
    correct_contact(
        by=clerk.actor,
        patient_id=ema.pk,
        contact_id=contact.pk,
        contact=phone("0966123456"),
        version=contact.version,
        reason="Read wrongly",
    )
    return ema


@pytest.mark.parametrize("name", ["changelist", "export", "timeline", "print"])
def test_page_is_accessible_and_valid(
    name: str, visit: Callable[..., Page], dpo: User, full: Patient
) -> None:
    page = visit(dpo)
    answer = page.goto(reverse(TRAIL + name, args=[full.pk] if name in ("timeline", "print") else []))

    assert answer is not None
    assert answer.status == 200
    for closed in page.locator("details").all():
        closed.evaluate("one => one.open = true")
    assert violations(page) == []
    html5lib.HTMLParser(strict=True).parse(answer.text())
    picture(page, f"trail-{name}")


@pytest.mark.parametrize("kind", ["I", "U", "R"])
def test_event_is_accessible_and_valid(
    kind: str, visit: Callable[..., Page], dpo: User, full: Patient
) -> None:
    page = visit(dpo)
    page.goto(f"{reverse(TRAIL + 'changelist')}?kind={kind}")
    page.locator("tbody a").first.click()

    for closed in page.locator("details").all():
        closed.evaluate("one => one.open = true")
    assert violations(page) == []
    html5lib.HTMLParser(strict=True).parse(page.content())
    picture(page, f"trail-event-{kind}")


def test_walk_through_the_trail(visit: Callable[..., Page], dpo: User, full: Patient, scripts: bool) -> None:
    page = visit(dpo, scripts=scripts, width=360)
    page.goto(reverse("home"))
    page.locator("main").get_by_role("link", name="Audit trail").press("Enter")
    page.get_by_role("link", name="Older").press("Enter")
    expect(page.get_by_role("link", name="Newer")).to_be_visible()
    page.get_by_label("A patient, a colleague or a facility").fill("clerk")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Clara Tembo").first).to_be_visible()
    assert "actor=" in page.url
    page.locator("summary").press("Enter")
    page.get_by_label("Kind", exact=True).select_option("I")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page.get_by_role("link", name="Remove Added")).to_be_visible()
    assert page.locator("tbody tr").count() > 3
    assert "actor=" in page.url
    page.get_by_role("link", name="Remove Added").press("Enter")
    expect(page.get_by_role("link", name="Remove Added")).to_have_count(0)
    assert "kind=" not in page.url


def test_file_comes_for_a_reason(visit: Callable[..., Page], dpo: User, full: Patient) -> None:
    page = visit(dpo)
    page.goto(reverse(TRAIL + "export"))
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("Why do you need this file?").fill("Yearly check")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert download.value.suggested_filename.endswith(".csv")
