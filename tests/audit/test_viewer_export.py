"""The trail as a file: for a reason, noted before the first byte, and safe in a sheet."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.acts import act
from audit.context import Actor
from audit.enums import Action
from audit.reads import note
from audit.viewing import exporting
from audit.viewing.exporting import COLUMNS, exported, safe_cell
from audit.viewing.filters import Filter, default_filter
from patients.models import Patient
from patients.services.registration import register
from tests.audit.conftest import events
from tests.factories.patients import registration

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
EXPORT = reverse("admin:audit_auditevent_export")
WHY = "Yearly check of the trail"


def _rows(answer: Any) -> list[dict[str, str]]:
    assert isinstance(answer, StreamingHttpResponse)
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_holds_the_filtered_events(ema: Patient, clerk: User, dario: User, as_user: SignIn) -> None:
    answer = as_user(dario).post(f"{EXPORT}?act=patient.register", {"reason": WHY, "form": "csv"})

    rows = _rows(answer)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="audit-')
    assert tuple(rows[0]) == COLUMNS
    assert [int(row["id"]) for row in rows] == [
        event["id"] for event in reversed(events("act = 'patient.register'"))
    ]
    assert {row["facility"] for row in rows} == {"Chainda Health Post"}


def test_ndjson_holds_the_same_with_payloads_as_they_are_sealed(
    ema: Patient, dario: User, as_user: SignIn
) -> None:
    answer = as_user(dario).post(f"{EXPORT}?table=patient_contacts", {"reason": WHY, "form": "ndjson"})

    [line] = [json.loads(line) for line in b"".join(answer).splitlines()]
    [event] = events("table_name = 'patient_contacts'")
    assert json.loads(line["payload"]) == event["payload"]
    assert line["patient_id"] == str(ema.pk)


def test_export_without_a_reason_is_refused_and_gives_nothing(
    ema: Patient, dario: User, as_user: SignIn
) -> None:
    client = as_user(dario)

    for given in ({}, {"reason": "  ", "form": "csv"}, {"reason": WHY, "form": "pdf"}):
        answer = client.post(EXPORT, given)
        assert not answer.streaming
        assert "There is a problem" in answer.content.decode()
    assert events("action = 'X'") == []


def test_export_is_noted_before_the_first_byte(ema: Patient, dario: User, as_user: SignIn) -> None:
    answer = as_user(dario).post(f"{EXPORT}?patient={ema.pk}", {"reason": WHY, "form": "csv"})

    [event] = events("action = 'X'")
    assert (event["reason"], event["actor_name"], event["patient_id"]) == (WHY, "Dario Sakala", ema.pk)
    assert event["payload"]["form"] == "csv"
    assert event["payload"]["patient"] == str(ema.pk)
    assert str(event["id"]) in {row["id"] for row in _rows(answer)}


def test_cell_that_a_sheet_would_run_is_made_text(clerk: User, dario: User, as_user: SignIn) -> None:
    _said(by=clerk.actor, reason='=HYPERLINK("http://bad")')

    rows = _rows(as_user(dario).post(f"{EXPORT}?act=test.said", {"reason": WHY, "form": "csv"}))

    assert rows[0]["reason"] == '\'=HYPERLINK("http://bad")'


@act("test.said")
def _said(*, by: Actor, reason: str) -> None:
    note(Action.READ, by=by, what="test.said")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "  =1"])
def test_formulas_are_marked(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1-1", "Mary", "a=1"])
def test_other_texts_stay(text: str) -> None:
    assert safe_cell(text) == text


def test_facility_administrator_exports_her_facility_alone(
    ema: Patient, chiara: User, manager: User, as_user: SignIn
) -> None:
    register(by=chiara.actor, registration=registration())

    rows = _rows(as_user(manager).post(EXPORT, {"reason": WHY, "form": "csv"}))

    assert rows
    assert {row["facility_id"] for row in rows} == {str(manager.actor.facility_id)}


@pytest.mark.parametrize("who", ["clerk", "amina", "bela"])
def test_others_export_nothing(who: str, request: pytest.FixtureRequest, as_user: SignIn) -> None:
    client = as_user(request.getfixturevalue(who))

    assert client.post(EXPORT, {"reason": WHY, "form": "csv"}).status_code == 403
    assert events("action = 'X'") == []


def test_long_export_goes_page_by_page_and_ends_where_it_must(
    clerk: User, dario: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(7):
        note(Action.READ, by=clerk.actor, what="test.many")
    monkeypatch.setattr(exporting, "AT_ONCE", 3)
    usual = default_filter()
    asked = Filter(usual.since, usual.until, act="test.many")

    def lines(most: int) -> Iterator[Any]:
        pieces = exported(asked, by=dario.actor, what="audit.export", form="ndjson", most=most)
        return map(json.loads, b"".join(pieces).splitlines())

    ids = [line["id"] for line in lines(100)]
    assert ids == [event["id"] for event in reversed(events("act = 'test.many'"))]
    assert [line["id"] for line in lines(5)] == ids[:5]
