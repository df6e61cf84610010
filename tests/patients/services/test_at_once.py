"""Several people at once, each on a connection of her own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from patients.details import Birth
from patients.enums import BirthPrecision, ContactKind, IdentifierSystem
from patients.exceptions import EditConflict, LooksRegistered, PeriodRefused
from patients.models import NupinSerial, Patient, PatientContact, PatientIdentifier
from patients.services.contacts import add_contact, correct_contact
from patients.services.registration import register
from tests.factories.patients import identity, phone, registration

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Run `work` in threads that begin together. Gives: what each gave or raised."""
    barrier = Barrier(count)

    def run(number: int) -> Any:
        try:
            barrier.wait(timeout=10)
            return work(number)
        except Exception as error:  # noqa: BLE001 - what a thread raises is what is asked for
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def serials(facility_id: int) -> list[int]:
    rows = PatientIdentifier.objects.filter(system=IdentifierSystem.NUPIN, patient__facility_id=facility_id)
    return sorted(int(str(row.value).split("-")[2]) for row in rows)


def test_two_corrections_of_one_contact_end_in_one_and_a_conflict(
    transactional_db: None, ema: Patient, amina: User, bela: User
) -> None:
    row = PatientContact.objects.get(patient=ema)
    actors = [amina.actor, bela.actor]

    results = at_once(
        2,
        lambda n: correct_contact(
            by=actors[n],
            reason="misheard",
            patient_id=ema.pk,
            contact_id=row.pk,
            version=row.version,
            contact=phone(f"096655544{n}"),
        ),
    )

    assert sorted(type(result).__name__ for result in results) == ["EditConflict", "PatientContact"]
    conflict = next(result for result in results if isinstance(result, EditConflict))
    row.refresh_from_db()
    assert (conflict.current.value, row.version) == (row.value, 2)


def test_two_new_contacts_of_a_kind_end_in_one_and_a_refusal(
    transactional_db: None, ema: Patient, amina: User, bela: User
) -> None:
    actors = [amina.actor, bela.actor]

    results = at_once(
        2,
        lambda n: add_contact(
            by=actors[n], patient_id=ema.pk, contact=phone(f"096655544{n}", kind=ContactKind.OTHER_CELLPHONE)
        ),
    )

    assert sum(isinstance(result, PeriodRefused) for result in results) == 1
    assert PatientContact.objects.filter(patient=ema, kind=ContactKind.OTHER_CELLPHONE).count() == 1


def test_eight_registrations_give_eight_consecutive_serials(transactional_db: None, clerk: User) -> None:
    results = at_once(
        8,
        lambda n: register(
            by=clerk.actor, registration=registration(identity=identity(first_name=f"Ema {n}"))
        ),
    )

    assert [type(result).__name__ for result in results] == ["Patient"] * 8
    assert serials(clerk.actor.facility_id) == list(range(1, 9))


def test_registrations_that_fail_leave_no_gap(transactional_db: None, clerk: User) -> None:
    ahead = Birth(identity().birth.date.replace(year=2100), BirthPrecision.DAY)  # type: ignore[union-attr]
    broken = registration(identity=identity(birth=ahead))
    two_of_a_kind = registration(contacts=(phone("0977123456"), phone("0966555444")))

    results = at_once(
        8,
        lambda n: register(
            by=clerk.actor, registration=(registration(), broken, two_of_a_kind, registration())[n % 4]
        ),
    )

    assert sum(isinstance(result, Patient) for result in results) == 4
    assert serials(clerk.actor.facility_id) == [1, 2, 3, 4]
    assert NupinSerial.objects.get().last_serial == 4


def test_facilities_count_for_themselves(transactional_db: None, clerk: User, chiara: User) -> None:
    actors = [clerk.actor, chiara.actor]

    at_once(6, lambda n: register(by=actors[n % 2], registration=registration()))

    assert [serials(actor.facility_id) for actor in actors] == [[1, 2, 3], [1, 2, 3]]


def test_woman_registered_by_two_at_once_is_noticed_by_the_second(
    transactional_db: None, clerk: User, amina: User
) -> None:
    """Different phones and no NRC: only her name and age tell that she is the same."""
    actors = [clerk.actor, amina.actor]

    results = at_once(
        2,
        lambda n: register(
            by=actors[n],
            registration=registration(identity=identity(identifiers={}), contacts=(phone(f"096655544{n}"),)),
            seen=[],
        ),
    )

    assert {type(result) for result in results} == {Patient, LooksRegistered}
    assert Patient.objects.count() == 1


def test_woman_who_was_shown_and_is_another_one_is_registered(ema: Patient, clerk: User) -> None:
    again = register(by=clerk.actor, registration=registration(), seen=[ema.pk])

    assert again.pk != ema.pk
