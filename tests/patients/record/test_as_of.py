"""Looking back: what held on a day (valid time), as it was known at a moment (recorded time)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from facilities.models import District
from patients.details import Address
from patients.enums import AddressUse
from patients.models import Patient, PatientAddress, PatientContact
from patients.selectors.record import addresses_as_of, contacts_as_of
from patients.services.addresses import add_address, correct_address, end_address, move
from patients.services.contacts import change_contact, correct_contact
from tests.factories.patients import phone
from tests.patients.record.conftest import day
from tests.patients.services.conftest import days_ago


def now() -> Any:
    """The moment by the clock that dates the history."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return (cursor.fetchone() or [None])[0]


def contact(patient: Patient) -> dict[str, Any]:
    row = PatientContact.objects.get(patient=patient, valid__upper_inf=True)
    return {"patient_id": patient.pk, "contact_id": row.pk, "version": row.version}


def home(patient: Patient) -> dict[str, Any]:
    row = PatientAddress.objects.get(patient=patient, valid__upper_inf=True)
    return {"patient_id": patient.pk, "address_id": row.pk, "version": row.version}


def phones(patient: Patient, days: int, moment: Any = None) -> list[str]:
    return [row.value for row in contacts_as_of(patient, lived_on=days_ago(days), known_at=moment)]


def areas(patient: Patient, days: int, moment: Any = None) -> list[str]:
    return [row.area for row in addresses_as_of(patient, lived_on=days_ago(days), known_at=moment)]


def test_move_is_seen_by_the_day(settled: Patient, amina: User) -> None:
    move(by=amina.actor, **home(settled), address=Address(area="Kasisi"), since=days_ago(30))

    assert [areas(settled, days) for days in (366, 365, 31, 30, 0)] == [
        [],
        ["Chainda"],
        ["Chainda"],
        ["Kasisi"],
        ["Kasisi"],
    ]


def test_move_was_not_known_before_it_was_written(settled: Patient, amina: User) -> None:
    before = now()
    move(by=amina.actor, **home(settled), address=Address(area="Kasisi"), since=days_ago(30))
    after = now()

    assert (areas(settled, 10, before), areas(settled, 10, after)) == (["Chainda"], ["Kasisi"])
    assert (areas(settled, 40, before), areas(settled, 40, after)) == (["Chainda"], ["Chainda"])


def test_correction_is_not_seen_by_who_looks_from_before(settled: Patient, amina: User) -> None:
    before = now()
    correct_contact(by=amina.actor, reason="misheard", **contact(settled), contact=phone("0966555444"))
    between = now()
    correct_contact(by=amina.actor, reason="misheard", **contact(settled), contact=phone("0966555445"))

    assert [phones(settled, 100, moment) for moment in (before, between, now(), None)] == [
        ["+260977123456"],
        ["+260966555444"],
        ["+260966555445"],
        ["+260966555445"],
    ]


def test_change_and_later_correction_are_told_apart(settled: Patient, amina: User) -> None:
    change_contact(by=amina.actor, **contact(settled), contact=phone("0966555444"), since=days_ago(20))
    changed = now()
    correct_contact(by=amina.actor, reason="misheard", **contact(settled), contact=phone("0966555445"))

    assert phones(settled, 21, changed) == phones(settled, 21) == ["+260977123456"]
    assert (phones(settled, 20, changed), phones(settled, 20)) == (["+260966555444"], ["+260966555445"])


def test_nothing_was_known_before_she_was_registered(settled: Patient) -> None:
    assert phones(settled, 0, timezone.now() - timedelta(days=1)) == []


def test_nothing_holds_after_the_last_day(settled: Patient, amina: User) -> None:
    end_address(by=amina.actor, **home(settled), last_day=days_ago(5))

    assert (areas(settled, 5), areas(settled, 4)) == (["Chainda"], [])


def test_page_answers_both_times(settled: Patient, amina: User, as_user: Any) -> None:
    correct_address(by=amina.actor, reason="misheard", **home(settled), address=Address(area="Kasisi"))
    client, address = as_user(amina), reverse("patients:as_of", args=[settled.pk])

    known_now = client.post(address, day("lived_on", days_ago(3)))
    known_then = client.post(address, {**day("lived_on", days_ago(3)), **day("known_on", days_ago(1))})

    assert [line.title for line in known_now.context["addresses"]] == ["Kasisi"]
    assert known_then.context["addresses"] == []
    assert "Nothing was written for this day" in known_then.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"lived_on_day": "31", "lived_on_month": "2", "lived_on_year": "2026"},
        {"lived_on_day": "x" * 10_000},
        {"known_time": "25:00"},
        {"known_time": "14:30"},
        {"known_time": "\x00"},
        {"lived_on_day": "1", "lived_on_month": "1", "lived_on_year": "9999", "known_on_year": "2100"},
        {"known_on_day": "1", "known_on_month": "1", "known_on_year": "0001", "known_time": "0:00"},
    ],
)
def test_page_says_what_it_could_not_read(
    settled: Patient, amina: User, as_user: Any, sent: dict[str, str]
) -> None:
    response = as_user(amina).post(reverse("patients:as_of", args=[settled.pk]), sent)

    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()


def test_earliest_moment_of_all_is_answered(settled: Patient, amina: User, as_user: Any) -> None:
    sent = {
        **day("lived_on", days_ago(0)),
        "known_on_day": "1",
        "known_on_month": "1",
        "known_on_year": "0001",
    }

    response = as_user(amina).post(reverse("patients:as_of", args=[settled.pk]), sent)

    assert response.status_code == 200
    assert response.context["addresses"] == []


@pytest.mark.parametrize("known", [False, True])
def test_district_of_every_address_is_fetched_at_once(
    settled: Patient, amina: User, django_assert_num_queries: Any, known: bool
) -> None:
    district = District.objects.get(name="Chongwe")
    for use in AddressUse:
        row = PatientAddress.objects.filter(patient=settled, use=use).first()
        there = Address(use=use, area="Kasisi", district_id=district.pk)
        if row is None:
            add_address(by=amina.actor, patient_id=settled.pk, address=there)
        else:
            named = {"address_id": row.pk, "version": row.version}
            correct_address(by=amina.actor, reason="x", patient_id=settled.pk, address=there, **named)

    with django_assert_num_queries(1):
        found = addresses_as_of(settled, lived_on=days_ago(0), known_at=moment_of(known))
        assert [row.district.name for row in found] == ["Chongwe", "Chongwe"]


def moment_of(known: bool) -> Any:
    return timezone.now() + timedelta(minutes=1) if known else None
