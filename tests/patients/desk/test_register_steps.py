"""The steps: kept before they are judged, doubts need a second press, nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from patients.models import Patient, PatientAddress, PatientContact, PatientIdentifier, RegistrationDraft
from patients.rules.birth import show_day
from tests.conftest import PASSWORD
from tests.patients.desk.answers import CONTACT, IDENTITY, NO_PHONE, begin, filled, finish, kept, review, send


def mark(response):
    """What the second press sends back."""
    return {"confirmed": response.context["form"].warning_mark}


def faults(response):
    return set(response.context["form"].errors)


def test_the_name_that_was_searched_is_carried_over(as_user, clerk):
    client = as_user(clerk)
    draft = begin(client, first_names="Bupe", surname="Ng’andu")

    page = client.get(f"/patients/register/{draft}/identity/")

    assert 'value="Bupe"' in page.content.decode()
    assert not page.context["form"].errors


def test_the_first_step_alone_leads_to_the_review(as_user, clerk):
    client = as_user(clerk)
    draft = begin(client)

    response = send(client, draft, "identity", {**IDENTITY, "review": "1"})

    assert response.headers["Location"] == review(draft)
    page = client.get(review(draft)).content.decode()
    assert "Contact: Write her phone, or tick" in page
    assert "Finish and register" not in page


def test_the_steps_follow_each_other(as_user, clerk):
    client = as_user(clerk)
    draft = begin(client)
    ways = [
        send(client, draft, step, answers).headers["Location"].removeprefix(f"/patients/register/{draft}/")
        for step, answers in (("identity", IDENTITY), ("contact", NO_PHONE), ("family", {}), ("personal", {}))
    ]

    assert ways == ["contact/", "family/", "personal/", "review/"]


def test_what_is_wrong_is_kept_and_shown_again(as_user, clerk):
    client = as_user(clerk)
    draft = begin(client)

    response = send(client, draft, "identity", {**IDENTITY, "birth_date_month": "13", "sex": ""})
    again = client.get(f"/patients/register/{draft}/identity/").content.decode()

    assert faults(response) == {"birth_date", "sex"}
    assert kept(draft)["identity"]["birth_date_month"] == "13"
    assert 'value="13"' in again
    assert "There is a problem" in again


def test_a_power_cut_and_a_new_session_lose_nothing(as_user, clerk):
    draft = begin(as_user(clerk))
    first = as_user(clerk)
    send(first, draft, "identity", {**IDENTITY, "birth_date_year": ""})

    page = as_user(clerk).get(f"/patients/register/{draft}/identity/").content.decode()

    assert 'value="Bupe"' in page


def test_after_signing_out_the_sign_in_page_leads_back_to_the_step(as_user, clerk):
    client = as_user(clerk)
    draft = begin(client)
    send(client, draft, "identity", IDENTITY)
    client.logout()

    away = send(client, draft, "contact", CONTACT)
    back = client.post(away.headers["Location"], {"login": "clerk", "password": PASSWORD})

    assert back.headers["Location"] == f"/patients/register/{draft}/contact/"
    assert client.get(f"/patients/register/{draft}/identity/").status_code == 200
    assert kept(draft)["identity"]["first_names"] == "Bupe"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"first_names": "", "surname": ""}, {"first_names"}),
        ({"first_names": " ", "surname": "!!"}, {"first_names"}),
        ({"sex": "X"}, {"sex"}),
        ({"country": " "}, {"country"}),
        ({"birth_known": "", "birth_date_day": "", "birth_date_month": "", "birth_date_year": ""}, {"birth_known"}),
        ({"birth_known": "", "age": "12"}, {"birth_known"}),
        ({"birth_known": "age", "age": ""}, {"age"}),
        ({"birth_known": "age", "age": "111"}, {"age"}),
        ({"birth_known": "age", "age": "-1"}, {"age"}),
        ({"birth_date_day": "31", "birth_date_month": "2"}, {"birth_date"}),
        ({"birth_date_year": "1915"}, {"birth_date"}),
        ({"birth_date_year": "0001"}, {"birth_date"}),
        ({"birth_known": "date", "birth_date_day": "", "birth_date_month": "", "birth_date_year": ""}, {"birth_date"}),
        ({"no_nrc": "on"}, {"nrc"}),
        ({"birth_known": "age", "age": "15"}, {"nrc"}),
        ({"birth_known": "age", "age": "15", "nrc": "12345"}, {"nrc"}),
    ],
)  # fmt: skip
def test_identity_refuses_what_can_not_be(as_user, clerk, changes, wrong):
    client = as_user(clerk)

    response = send(client, begin(client), "identity", {**IDENTITY, **changes})

    assert faults(response) == wrong


@pytest.mark.parametrize(("days", "ok"), [(0, True), (-1, True), (1, False)])
def test_a_birth_is_today_at_the_latest(as_user, clerk, days, ok):
    client = as_user(clerk)
    born = timezone.localdate() + timedelta(days)
    boxes = {
        "birth_date_day": born.day,
        "birth_date_month": born.month,
        "birth_date_year": born.year,
        "nrc": "",
    }

    assert (send(client, begin(client), "identity", {**IDENTITY, **boxes}).status_code == 302) is ok


@pytest.mark.parametrize(
    ("changes", "born"),
    [
        ({}, (date(1998, 3, 27), "day", None)),
        ({"birth_known": ""}, (date(1998, 3, 27), "day", None)),
        ({"birth_known": "age", "age": "28"}, (None, "year", 28)),
        ({"birth_known": "unknown"}, (None, "unknown", None)),
        ({"birth_known": "unknown", "birth_date_month": "13"}, (None, "unknown", None)),
    ],
)
def test_a_birth_is_kept_as_exactly_as_it_is_known(as_user, clerk, changes, born):
    client = as_user(clerk)
    finish(client, filled(client, **changes))

    patient = Patient.objects.get()

    day = patient.date_of_birth if born[1] == "day" else None
    assert (day, patient.birth_precision, patient.age_stated_years) == born


@pytest.mark.parametrize("names", [{"first_names": ""}, {"surname": ""}])
def test_one_name_is_enough(as_user, clerk, names):
    client = as_user(clerk)

    assert send(client, begin(client), "identity", {**IDENTITY, **names}).status_code == 302


BABY = {"birth_known": "age", "age": "1", "nrc": ""}


@pytest.mark.parametrize(
    ("changes", "doubtful"),
    [
        ({"nrc": "12345"}, {"nrc"}),
        ({"under_five_card": "77"}, {"under_five_card"}),
        ({"nupin": "5010-010-12345-4"}, {"nupin"}),
        ({"nupin": "what she said"}, {"nupin"}),
        ({**BABY, "under_five_card": "77"}, set()),
        ({"birth_known": "age", "age": "16"}, set()),
        ({"birth_known": "age", "age": "12", "nrc": "none"}, set()),
        ({"birth_known": "unknown"}, set()),
        ({"nupin": "5010-010-12345-5"}, set()),
    ],
)
def test_doubts_of_identity_need_one_more_press(as_user, clerk, changes, doubtful):
    client = as_user(clerk)
    draft = begin(client)
    answers = {**IDENTITY, **changes}

    first = send(client, draft, "identity", answers)
    if not doubtful:
        assert first.status_code == 302
        return
    assert set(first.context["form"].warning_of) == doubtful
    assert not first.context["form"].errors
    assert send(client, draft, "identity", {**answers, **mark(first)}).status_code == 302


def test_a_doubt_confirmed_is_not_confirmed_for_another_answer(as_user, clerk):
    client = as_user(clerk)
    draft = begin(client)
    first = send(client, draft, "identity", {**IDENTITY, "nrc": "12345"})

    second = send(client, draft, "identity", {**IDENTITY, "nrc": "1234", **mark(first)})

    assert second.status_code == 200
    assert set(second.context["form"].warning_of) == {"nrc"}


def test_a_number_kept_as_written_waits_to_be_mended(as_user, clerk):
    client = as_user(clerk)
    draft = filled(client)
    answers = {**IDENTITY, "nrc": "12345"}
    doubt = send(client, draft, "identity", answers)
    send(client, draft, "identity", {**answers, **mark(doubt)})
    answers = {"phone": "0977 12", "owner": "neighbour", "owner_name": "Mrs Zulu"}
    doubt = send(client, draft, "contact", answers)
    send(client, draft, "contact", {**answers, **mark(doubt)})

    assert finish(client, draft).status_code == 302
    nrc, call = PatientIdentifier.objects.get(system="nrc"), PatientContact.objects.get()
    assert (nrc.value, nrc.value_given, nrc.state) == (None, "12345", "to_mend")
    assert (call.value, call.value_given, call.owner_name, call.is_primary) == (
        None,
        "0977 12",
        "Mrs Zulu",
        False,
    )


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, {"phone"}),
        ({"phone": "none"}, {"phone"}),
        ({**CONTACT, "no_phone": "on"}, {"phone"}),
        ({"phone": "0977401223"}, {"owner"}),
        ({"phone": "0977401223", "owner": "nobody"}, {"owner"}),
        ({**CONTACT, "owner_name": "Mrs Zulu"}, {"owner_name"}),
        ({**NO_PHONE, "district": "999999"}, {"district"}),
        ({**NO_PHONE, "district": "x"}, {"district"}),
        ({**CONTACT, "since_month": "13", "since_year": "2019"}, {"since"}),
        ({**CONTACT, "since_month": "3"}, {"since"}),
        ({**CONTACT, "since_day": "31", "since_month": "2", "since_year": "2019"}, {"since"}),
        ({**CONTACT, "since_month": "3", "since_year": "2199"}, {"since"}),
        ({**CONTACT, "since_month": "3", "since_year": "0019"}, {"since"}),
        ({**NO_PHONE, "since_month": "3", "since_year": "2019"}, {"since"}),
    ],
)
def test_contact_refuses_what_can_not_be(as_user, clerk, answers, wrong):
    client = as_user(clerk)

    assert faults(send(client, begin(client), "contact", answers)) == wrong


@pytest.mark.parametrize(
    ("boxes", "began"),
    [
        ({"since_month": "3", "since_year": "2019"}, date(2019, 3, 1)),
        ({"since_day": "9", "since_month": "mar", "since_year": "2019"}, date(2019, 3, 9)),
        ({}, None),
    ],
)
def test_since_when_she_lives_there_is_kept_reviewed_and_registered(as_user, clerk, boxes, began):
    client = as_user(clerk)
    draft = filled(client)
    assert send(client, draft, "contact", {**CONTACT, **boxes}).status_code == 302
    shown = client.get(review(draft)).content.decode()

    assert finish(client, draft).status_code == 302

    home = PatientAddress.objects.get()
    assert home.valid.lower == (began or timezone.localdate())
    assert PatientContact.objects.get().valid.lower == timezone.localdate()
    assert (show_day(began) in shown) if began else ("Since when" not in shown)


@pytest.mark.parametrize(
    ("step", "name", "value"),
    [
        ("contact", "other_phone", "12"),
        ("contact", "landline", "12"),
        ("contact", "email", "her address"),
        ("family", "mother_nrc", "12"),
        ("family", "father_nrc", "12"),
        ("family", "guardian_phone", "12"),
        ("family", "spouse_phone", "12"),
    ],
)
def test_other_numbers_that_can_not_be_read_are_doubted(as_user, clerk, step, name, value):
    client = as_user(clerk)
    answers = {**(CONTACT if step == "contact" else {}), name: value}

    response = send(client, begin(client), step, answers)

    assert set(response.context["form"].warning_of) == {name}


def test_a_step_there_is_not_is_not_found(as_user, clerk):
    client = as_user(clerk)

    assert client.get(f"/patients/register/{begin(client)}/religion/").status_code == 404


@pytest.mark.parametrize("role", ["manager", "dario", "dpo", "sysadmin"])
def test_other_roles_may_not_register(as_user, request, clerk, role):
    draft = begin(as_user(clerk))
    client = as_user(request.getfixturevalue(role))

    for url in (
        "/patients/register/",
        f"/patients/register/{draft}/identity/",
        review(draft),
        "/patients/drafts/",
    ):
        assert client.get(url).status_code == 403
    for url in ("/patients/register/", f"/patients/register/{draft}/identity/", review(draft)):
        assert client.post(url).status_code == 403
    assert RegistrationDraft.objects.count() == 1


def test_a_form_sent_without_its_token_is_refused(clerk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)

    assert client.post("/patients/register/").status_code == 403
    assert not RegistrationDraft.objects.exists()
