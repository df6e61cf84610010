"""Drafts: one's own, at one's own facility, for seven days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from audit.acts import act
from patients.models import RegistrationDraft
from patients.services.drafts import start_draft
from tests.conftest import make_user
from tests.patients.desk.answers import IDENTITY, begin, filled, finish, review, send


@act("tests.alter")
def alter(*, by, **columns):
    RegistrationDraft.objects.update(**columns)


def ways(draft):
    return [f"/patients/register/{draft}/identity/", review(draft)]


def test_the_list_shows_name_dates_and_ways_on(as_user, clerk):
    client = as_user(clerk)
    draft = begin(client)
    send(client, draft, "identity", {**IDENTITY, "sex": ""})

    page = client.get("/patients/drafts/").content.decode()

    assert "Bupe Ng’andu" in page
    assert review(draft) in page
    assert f"/patients/register/{draft}/discard/" in page
    assert f"{timezone.localtime() + timedelta(7):%Y}" in page


def test_finished_drafts_leave_the_list(as_user, clerk):
    client = as_user(clerk)
    finish(client, filled(client))

    assert "No drafts" in client.get("/patients/drafts/").content.decode()


def test_a_colleague_can_not_open_change_or_discard_it(as_user, clerk, amina):
    draft = begin(as_user(clerk))
    colleague = as_user(amina)

    for url in ways(draft):
        assert colleague.get(url).status_code == 404
        assert colleague.post(url, IDENTITY).status_code == 404
    assert colleague.post(f"/patients/register/{draft}/discard/").status_code == 404
    assert RegistrationDraft.objects.get().answers == {}


def test_at_another_facility_ones_own_draft_is_not_there(as_user, clerk, other_facility):
    draft = begin(as_user(clerk))
    alter(by=clerk.actor, facility=other_facility)
    page = as_user(clerk).get(ways(draft)[0])

    assert page.status_code == 404
    assert "you work at another facility now" in page.content.decode()


def test_after_seven_days_it_is_gone(as_user, clerk):
    draft = begin(as_user(clerk))
    alter(by=clerk.actor, expires_at=timezone.now())

    for url in ways(draft):
        assert as_user(clerk).get(url).status_code == 404
    assert send(as_user(clerk), draft, "identity", IDENTITY).status_code == 404


def test_discarding_removes_what_was_typed(as_user, clerk):
    client = as_user(clerk)
    draft = begin(client)
    send(client, draft, "identity", IDENTITY)

    assert client.get(f"/patients/register/{draft}/discard/").status_code == 405
    assert client.post(f"/patients/register/{draft}/discard/").headers["Location"] == "/patients/drafts/"
    assert not RegistrationDraft.objects.exists()


def test_a_draft_that_never_was_is_not_found(as_user, clerk):
    assert (
        as_user(clerk).get("/patients/register/00000000-0000-7000-8000-000000000000/identity/").status_code
        == 404
    )


def test_two_people_have_lists_of_their_own(as_user, clerk, facility):
    other = make_user("second", "Sara Mbewe", Role.REGISTRATION_CLERK, facility)
    begin(as_user(clerk), first_names="Bupe")
    start_draft(by=other.actor)

    assert "Bupe" in as_user(clerk).get("/patients/register/").content.decode()
    assert "Bupe" not in as_user(other).get("/patients/register/").content.decode()


@pytest.mark.parametrize("carried", ["x" * 10_000, "\x00", "<b>Bupe</b>", "\u202eBupe"])
def test_a_carried_name_may_be_anything(as_user, clerk, carried):
    client = as_user(clerk)
    page = client.get(ways(begin(client, first_names=carried))[0])

    assert page.status_code == 200
    assert "<b>Bupe" not in page.content.decode()
