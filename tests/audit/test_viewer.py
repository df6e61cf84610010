"""The trail on its pages: who gets in and sees what, in which order, by which filters."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.policies import AUDIT_LOOK, MATRIX
from audit.context import Actor
from audit.enums import Action
from audit.reads import note, reading
from audit.viewing import queries
from audit.viewing.filters import RISK, default_filter, read_filter
from audit.viewing.keyset import Place, read_place
from audit.viewing.queries import count_up_to, page_of
from audit.viewing.readers import READERS
from audit.viewing.words import ACTS
from facilities.models import Facility
from patients.models import Patient, PatientIdentifier
from patients.services.registration import register
from tests.audit.conftest import events
from tests.factories.patients import registration

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST = reverse("admin:audit_auditevent_changelist")


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_readers_are_those_whom_the_matrix_lets_look() -> None:
    assert {role.value for role in Role if AUDIT_LOOK in MATRIX[role]} == READERS


@pytest.mark.parametrize("who", ["dario", "dpo", "sysadmin", "manager"])
def test_readers_see_the_trail_and_each_look_is_an_event(
    who: str, request: pytest.FixtureRequest, ema: Patient, as_user: SignIn
) -> None:
    reader = request.getfixturevalue(who)

    answer = as_user(reader).get(LIST)

    assert answer.status_code == 200
    assert "Registered her: <bdi>patient contact</bdi>" in text_of(answer)
    looks = events("act = 'audit.list' AND action = 'S'")
    assert [look["actor_name"] for look in looks] == [reader.name]


@pytest.mark.parametrize("who", ["clerk", "amina", "bela"])
def test_others_are_refused_and_the_refusal_is_an_event(
    who: str, request: pytest.FixtureRequest, as_user: SignIn
) -> None:
    person = request.getfixturevalue(who)

    assert as_user(person).get(LIST).status_code == 403

    refused = events("action = 'N' AND actor_id = %s", str(person.pk))
    assert [event["act"] for event in refused] == ["admin:audit_auditevent_changelist"]


def test_facility_administrator_sees_what_was_done_at_her_facility_alone(
    ema: Patient, chiara: User, manager: User, other_facility: Facility, as_user: SignIn
) -> None:
    elsewhere = register(by=chiara.actor, registration=registration())
    client = as_user(manager)

    for query in ("", f"?facility={other_facility.pk}", f"?patient={elsewhere.pk}", f"?actor={chiara.pk}"):
        page = text_of(client.get(LIST + query))
        assert "Kasisi" not in page
        assert "Chiara Lungu" not in page
    theirs = events("facility_id = %s", other_facility.pk)[0]
    place = Place(theirs["occurred_at"], theirs["id"])
    assert client.get(reverse("admin:audit_auditevent_event", args=[place])).status_code == 404
    assert client.get(reverse("admin:audit_auditevent_timeline", args=[elsewhere.pk])).status_code == 404
    assert client.get(reverse("admin:audit_auditevent_timeline", args=[ema.pk])).status_code == 200


def _ten_at_one_moment(by: Actor) -> None:
    """All with the same time: a statement has one moment."""
    note(Action.READ, by=by, what="test.same", patients=[uuid4() for _ in range(10)])


def test_pages_by_key_keep_events_of_one_moment_apart(dario: User, clerk: User) -> None:
    _ten_at_one_moment(clerk.actor)
    asked = read_filter(_query(act="test.same"))
    with reading(by=dario.actor, what="test.look"):
        whole = [event.id for event in page_of(asked).events]
        walked, place = [], None
        while True:
            page = page_of(asked, older_than=place, size=3)
            walked += [event.id for event in page.events]
            if page.older is None:
                break
            place = page.older
        back = page_of(asked, newer_than=page.newer, size=3)
        count = count_up_to(asked), count_up_to(asked, most=4)

    assert len(set(whole)) == 10
    assert walked == whole == sorted(whole, reverse=True)
    assert [event.id for event in back.events] == whole[6:9]
    assert back.newer is not None
    assert count == (10, 5)


def _query(**values: Any) -> Any:
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in values.items()})
    return query


def _shown(client: Client, query: str) -> set[int]:
    return {
        int(number) for number in re.findall(r"/event/[0-9]+-([0-9]+)/", text_of(client.get(LIST + query)))
    }


FILTERS = {
    "patient": lambda made: (f"patient={made['patient']}", "patient_id = %s", made["patient"]),
    "actor": lambda made: (f"actor={made['actor']}", "actor_id = %s", str(made["actor"])),
    "facility": lambda made: (f"facility={made['facility']}", "facility_id = %s", made["facility"]),
    "act": lambda made: ("act=patient.register", "act = %s", "patient.register"),
    "kind": lambda made: ("kind=P", "action = %s", "P"),
    "table": lambda made: ("table=patient_contacts", "table_name = %s", "patient_contacts"),
    "risk": lambda made: ("kind=risk", 'action = ANY(%s::"char"[])', ["X", "P"]),
}


@pytest.mark.parametrize("name", list(FILTERS))
def test_each_filter_shows_what_fits_and_nothing_else(
    name: str, ema: Patient, clerk: User, dario: User, as_user: SignIn
) -> None:
    for kind in (Action.PRINTED, Action.EXPORTED, Action.READ):
        note(kind, by=clerk.actor, what="test.made", patients=[ema.pk])
    made = {"patient": ema.pk, "actor": clerk.pk, "facility": clerk.actor.facility_id}
    query, where, value = FILTERS[name](made)
    wanted = {event["id"] for event in events(where, value)}

    shown = _shown(as_user(dario), f"?{query}")

    # Looking at a patient's events is an event about her too, written before they are shown.
    later = {event["id"] for event in events("action = 'S'")}
    assert wanted
    assert shown - later == wanted - later


def test_without_days_the_last_ninety_are_asked() -> None:
    asked = default_filter()
    first, after = asked.span()

    assert after - first == timedelta(days=90)
    assert read_filter(_query(since="2020-01-01", until="2020-02-01")).span()[0] < first
    assert read_filter(_query(until="2020-04-01")).since.isoformat() == "2020-01-03"


@pytest.mark.parametrize(
    "query",
    ["since=2026-13-01", "since=2026-02-01&until=2026-01-01", "patient=Mary", "kind=Mary", "table=Mary Banda",
     "act=Mary", "facility=x", "actor=' OR 1=1", "until=9999-12-31", "until=0001-01-01", "since=%00"],
)  # fmt: skip
def test_what_can_not_be_meant_is_said_so(query: str, dario: User, as_user: SignIn) -> None:
    answer = as_user(dario).get(f"{LIST}?{query}")

    assert answer.status_code == 200
    assert "Error:" in text_of(answer)


@pytest.mark.parametrize("text", ["", "x", "1", "1-", "-1-1", "9" * 18 + "-1", "1" * 30 + "-1", "١-١"])
def test_place_that_is_none_is_refused(text: str) -> None:
    assert read_place(text) is None


def test_place_keeps_the_microsecond() -> None:
    place = Place(datetime(2026, 11, 22, 12, 3, 4, 123457, tzinfo=UTC), 42)

    assert read_place(str(place)) == place


def test_find_leads_to_keys_and_never_back_to_what_was_typed(
    ema: Patient, clerk: User, facility: Facility, dario: User, as_user: SignIn
) -> None:
    nupin = PatientIdentifier.objects.get(patient=ema, system="nupin").value
    page = reverse("patients:record", args=[ema.pk])
    client = as_user(dario)
    find = reverse("admin:audit_auditevent_find")

    for typed, wanted in [
        (nupin, f"patient={ema.pk}"),
        (f"  {nupin.lower()} ", f"patient={ema.pk}"),
        (f"https://smartcare.example{page}", f"patient={ema.pk}"),
        ("CLERK", f"actor={clerk.pk}"),
        ("50010001", f"facility={facility.pk}"),
    ]:
        assert client.post(find, {"q": typed})["Location"] == f"{LIST}?{wanted}", typed
    for typed in ("", "Mary Banda", "\x00", "%", str(uuid4()).replace("-", " ")):
        answer = client.post(find, {"q": typed})
        assert answer.status_code == 200
        assert "Nobody has this" in text_of(answer)


def test_find_tells_a_facility_administrator_nothing_of_other_patients(
    chiara: User, other_facility: Facility, manager: User, as_user: SignIn
) -> None:
    elsewhere = register(by=chiara.actor, registration=registration())
    nupin = PatientIdentifier.objects.get(patient=elsewhere, system="nupin").value
    client = as_user(manager)

    for typed in (nupin, str(elsewhere.pk), "50010002", "chiara"):
        answer = client.post(reverse("admin:audit_auditevent_find"), {"q": typed})
        assert answer.status_code == 200, typed


def test_no_address_on_the_pages_names_a_person(ema: Patient, dario: User, as_user: SignIn) -> None:
    client = as_user(dario)
    pages = [
        LIST,
        f"{LIST}?patient={ema.pk}",
        reverse("admin:audit_auditevent_timeline", args=[ema.pk]),
        reverse("admin:audit_auditevent_export") + f"?patient={ema.pk}",
    ]
    wanted = [ema.first_name, ema.surname, "0977", "5001"]

    for page in pages:
        addresses = re.findall(r'(?:href|action)="([^"]*)"', text_of(client.get(page)))
        assert addresses
        assert not [one for one in addresses for name in wanted if name.lower() in one.lower()]


def test_too_slow_a_question_is_said_kindly_and_the_look_stays_noted(
    dario: User, as_user: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_COLUMNS", "pg_sleep(1), " + queries._COLUMNS)
    monkeypatch.setattr(queries, "TIMEOUT_MS", 50)
    monkeypatch.setattr(queries.limit_time, "__defaults__", (50,))

    answer = as_user(dario).get(LIST)

    assert answer.status_code == 200
    assert "This takes too long" in text_of(answer)
    assert [event["action"] for event in events("act = 'audit.list'")] == ["S"]


def test_every_act_has_words() -> None:
    from django.apps import apps
    from django.conf import settings

    named = set()
    for path in settings.BASE_DIR.glob("*/**/*.py"):
        if path.parts[len(settings.BASE_DIR.parts)] in {app.label for app in apps.get_app_configs()} | {
            "smartcare"
        }:
            named |= set(re.findall(r'@act\(\s*"([^"]+)"', path.read_text()))

    assert named - set(ACTS) == set(), "say these in audit.viewing.words"


def test_risk_leaves_out_the_everyday_kinds() -> None:
    kinds = read_filter(_query(kind=RISK)).kinds()

    assert not {"I", "U", "R", "Q", "L", "O", "S"} & set(kinds)
    assert {"X", "P", "N", "F", "K", "B", "E", "Z", "T"} == set(kinds)


def test_the_models_of_the_admin_can_not_be_written(dario: User, as_user: SignIn) -> None:
    client = as_user(dario)

    assert client.get(reverse("admin:index")).status_code == 200
    assert client.post(LIST, {"action": "delete_selected"}).status_code == 405
    assert timezone.get_default_timezone_name() == "Africa/Lusaka"
