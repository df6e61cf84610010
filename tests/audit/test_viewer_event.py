"""One event in words, what belongs to it, and who opened a patient's record."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.acts import act
from audit.context import Actor, RequestContext, in_request
from audit.enums import Action
from audit.reads import note
from audit.viewing.keyset import Place
from patients.models import Patient, PatientContact
from patients.services.contacts import correct_contact
from smartcare.db.roles import as_owner
from tests.audit.conftest import events
from tests.factories.patients import phone

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
EVIL = "<script>alert(1)</script>"


@act("test.write")
def write(*, by: Actor, patient: Patient, reason: str = "", **values: Any) -> None:
    Patient.objects.filter(pk=patient.pk).update(**values)


@act("test.rows")
def write_rows(*, by: Actor, patient: Patient) -> None:
    Patient.objects.filter(pk=patient.pk).update(first_name="Anna")
    PatientContact.objects.filter(patient=patient).update(owner_name="John")


def page_of(client: Client, event: dict[str, Any]) -> str:
    place = Place(event["occurred_at"], event["id"])
    answer = client.get(reverse("admin:audit_auditevent_event", args=[place]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def rows_of(page: str) -> dict[str, tuple[str, str]]:
    """The difference as shown: was and is, by label."""
    found = re.findall(
        r'<th scope="row">([^<]*)</th> <td data-label="Was">(.*?)</td> <td data-label="Is">(.*?)</td>', page
    )
    return {label: (was, now) for label, was, now in found}


def test_change_shows_what_was_and_is_with_labels(
    ema: Patient, clerk: User, dario: User, as_user: SignIn
) -> None:
    write(by=clerk.actor, patient=ema, reason="She said so", first_name="Anna")
    [event] = events("act = 'test.write'")

    page = page_of(as_user(dario), event)

    assert rows_of(page)["First name"] == ("<bdi>Ema</bdi>", "<bdi>Anna</bdi>")
    local = timezone.localtime(event["occurred_at"])
    assert f"{local.day} {local:%b %Y %H:%M}" in page
    for said in ("She said so", "Clara Tembo", "Registration clerk", "Chainda Health Post", "Not sealed yet"):
        assert said in page, said


def test_new_row_has_no_was_and_an_empty_value_is_told_from_none(
    ema: Patient, dario: User, as_user: SignIn
) -> None:
    [event] = events("action = 'I' AND table_name = 'patient_contacts'")

    rows = rows_of(page_of(as_user(dario), event))

    assert {was for was, _now in rows.values()} == {"–"}
    assert rows["Kind"] == ("–", "<bdi>Cellphone</bdi>")
    assert rows["Owner name"] == ("–", "<bdi>empty</bdi>")
    assert rows["Is primary"] == ("–", "<bdi>yes</bdi>")
    assert re.fullmatch(r"<bdi>\d+ \w{3} \d{4} to …</bdi>", rows["Valid"][1])
    assert event["payload"]["value_given"] is not None
    assert "Rank" not in rows


def test_change_to_nothing_is_said(ema: Patient, clerk: User, dario: User, as_user: SignIn) -> None:
    write(by=clerk.actor, patient=ema, date_of_birth=None, birth_precision="unknown")
    [event] = events("act = 'test.write'")

    rows = rows_of(page_of(as_user(dario), event))

    assert rows["Date of birth"] == ("<bdi>12 Mar 1998</bdi>", "<bdi>nothing</bdi>")


def test_hidden_values_are_said_to_be_hidden(amina: User, sysadmin: User, as_user: SignIn) -> None:
    amina.set_password("something-else-now")
    amina.save()
    event = events("table_name = 'accounts_user' AND action = 'U' AND row_id = %s", str(amina.pk))[-1]

    page = page_of(as_user(sysadmin), event)

    assert rows_of(page)["Password"] == ("<bdi>hidden</bdi>", "<bdi>hidden</bdi>")
    assert "argon2" not in page


def test_what_was_typed_is_text_and_never_markup(
    ema: Patient, clerk: User, dario: User, as_user: SignIn
) -> None:
    write(by=clerk.actor, patient=ema, reason=EVIL, surname=EVIL)
    note(Action.READ, by=clerk.actor, what=EVIL, detail={EVIL: EVIL}, patients=[ema.pk], reason=EVIL)
    client = as_user(dario)
    pages = [page_of(client, event) for event in events("reason = %s", EVIL)]
    pages += [
        client.get(reverse(f"admin:audit_auditevent_{name}", args=args)).content.decode()
        for name, args in (("changelist", []), ("timeline", [ema.pk]), ("print", [ema.pk]), ("export", []))
    ]

    assert len(pages) == 6
    assert not [page for page in pages if EVIL in page]
    assert sum("&lt;script&gt;alert(1)" in page for page in pages) >= 5


def test_what_was_done_in_one_request_and_one_transaction_stands_together(
    ema: Patient, clerk: User, dario: User, as_user: SignIn
) -> None:
    with in_request(RequestContext(request_id="0193a1f0-0000-7000-8000-000000000001", program="web")):
        write_rows(by=clerk.actor, patient=ema)
        note(Action.READ, by=clerk.actor, what="test.read", patients=[ema.pk])
    first, second = events("act = 'test.rows'")
    [read] = events("act = 'test.read'")

    page = page_of(as_user(dario), first)

    for other in (second, read):
        assert f"-{other['id']}/" in page
    assert "the same transaction" in page


def test_detail_of_a_look_is_shown(clerk: User, dario: User, as_user: SignIn) -> None:
    note(Action.LISTED, by=clerk.actor, what="test.list", detail={"count": 3, "searched": "ab12"})
    [event] = events("act = 'test.list'")

    page = page_of(as_user(dario), event)

    assert "Searched" in page
    assert "ab12" in page


def test_history_of_a_contact_stands_at_its_event(
    ema: Patient, clerk: User, dario: User, as_user: SignIn
) -> None:
    contact = PatientContact.objects.get(patient=ema)
    correct_contact(
        by=clerk.actor,
        patient_id=ema.pk,
        contact_id=contact.pk,
        contact=phone("0966123456"),
        version=contact.version,
        reason="Read wrongly",
    )
    event = events("table_name = 'patient_contacts' AND action = 'U'")[-1]

    page = page_of(as_user(dario), event)

    assert "The whole row in the history" in page
    assert "+260966123456" in page.partition("The whole row in the history")[2]


def test_no_event_is_no_page_and_the_look_stays_noted(dario: User, as_user: SignIn) -> None:
    client = as_user(dario)

    for place in ("1-1", "x", "99999999999999999999-1"):
        assert client.get(reverse("admin:audit_auditevent_event", args=[place])).status_code == 404
    assert len(events("act = 'audit.event'")) == 3


@pytest.mark.django_db(transaction=True)
def test_redacted_event_says_so_and_nothing_else(
    ema: Patient, clerk: User, dario: User, as_user: SignIn
) -> None:
    write(by=clerk.actor, patient=ema, reason="As her card has it", first_name="Anna")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_events SET payload_commit = audit_commitment(salt, reason, payload),"
            " payload = NULL, reason = NULL, salt = NULL WHERE act = 'test.write' RETURNING id, occurred_at"
        )
        key, moment = cursor.fetchone()
    client = as_user(dario)

    page = page_of(client, {"id": key, "occurred_at": moment})

    assert "Redacted" in page
    assert "As her card has it" not in page
    assert rows_of(page) == {}
    timeline = client.get(reverse("admin:audit_auditevent_timeline", args=[ema.pk])).content.decode()
    assert "redacted" in timeline


@pytest.mark.django_db(transaction=True)
def test_sealed_event_names_its_head(ema: Patient, clerk: User, dario: User, as_user: SignIn) -> None:
    write(by=clerk.actor, patient=ema, first_name="Anna")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_heads SELECT 4711, '', now(), pg_current_snapshot(), 1, max(id), '' FROM audit_events"
        )
        cursor.execute("SELECT id, occurred_at FROM audit_events WHERE act = 'test.write'")
        key, moment = cursor.fetchone()
    write(by=clerk.actor, patient=ema, first_name="Maria", reason="later")
    client = as_user(dario)

    assert "Sealed in the head of 4711 events" in page_of(client, {"id": key, "occurred_at": moment})
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT id, occurred_at FROM audit_events WHERE reason = 'later'")
        key, moment = cursor.fetchone()
    assert "Not sealed yet" in page_of(client, {"id": key, "occurred_at": moment})


def test_timeline_says_in_plain_words_who_did_what(
    ema: Patient, clerk: User, amina: User, dpo: User, as_user: SignIn
) -> None:
    assert as_user(amina).get(reverse("patients:record", args=[ema.pk])).status_code == 200
    note(Action.LISTED, by=clerk.actor, what="test.list", patients=[ema.pk])
    note(Action.READ, by=amina.actor, what="test.read", patients=[ema.pk])

    client = as_user(dpo)
    page = re.sub(
        r"\s+", " ", client.get(reverse("admin:audit_auditevent_timeline", args=[ema.pk])).content.decode()
    )

    today = timezone.localdate()
    for said in (
        "MWANSA, Ema",
        f"{today.day} {today:%b %Y}",
        "<bdi>Amina Phiri</bdi>, Midwife or nurse, <bdi>Chainda Health Post</bdi>",
        "Registered her.",
        "Opened her record.",
        "Saw her in a list or a search.",
        "Looked at who opened her record.",
    ):
        assert said in page, said
    assert page.count("Registered her.") == 1


def test_timeline_on_paper_is_noted_as_printed(ema: Patient, dpo: User, as_user: SignIn) -> None:
    answer = as_user(dpo).get(reverse("admin:audit_auditevent_print", args=[ema.pk]))

    assert "Who opened my record" in answer.content.decode()
    [printed] = events("action = 'P'")
    assert (printed["patient_id"], printed["actor_name"]) == (ema.pk, "Dora Mwila")


def test_link_to_the_timeline_stands_on_her_page_for_those_who_may(
    ema: Patient, manager: User, clerk: User, as_user: SignIn
) -> None:
    record, link = (
        reverse("patients:record", args=[ema.pk]),
        reverse("admin:audit_auditevent_timeline", args=[ema.pk]),
    )

    assert link in as_user(manager).get(record).content.decode()
    assert link not in as_user(clerk).get(record).content.decode()
