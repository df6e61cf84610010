"""Changing where she lives."""

from typing import Any

import pytest

from accounts.models import User
from patients.details import Address
from patients.enums import AddressUse
from patients.exceptions import EditConflict, NotAllowed, PatientNotFound, PeriodRefused
from patients.models import Patient, PatientAddress
from patients.services.addresses import add_address, correct_address, end_address, move
from tests.patients.services.conftest import days_ago

KASISI = Address(area="Kasisi", city_town_village="Chongwe")


def home(patient: Patient) -> PatientAddress:
    return PatientAddress.objects.get(patient=patient, use=AddressUse.HOME, valid__upper_inf=True)


def named(patient: Patient) -> dict[str, Any]:
    row = home(patient)
    return {"patient_id": patient.pk, "address_id": row.pk, "version": row.version}


def test_move_closes_the_old_address(settled: Patient, amina: User) -> None:
    old = home(settled)

    move(by=amina.actor, **named(settled), address=KASISI, since=days_ago(30))

    old.refresh_from_db()
    assert (old.area, old.valid.upper) == ("Chainda", days_ago(30))
    assert (home(settled).area, home(settled).valid.lower) == ("Kasisi", days_ago(30))


def test_move_on_the_day_the_old_address_began_writes_it_over(settled: Patient, amina: User) -> None:
    move(by=amina.actor, **named(settled), address=KASISI, since=days_ago(365))

    assert [row.area for row in PatientAddress.objects.filter(patient=settled)] == ["Kasisi"]


@pytest.mark.parametrize("days", [-1, 366])
def test_move_on_a_day_that_can_not_be_is_refused(settled: Patient, amina: User, days: int) -> None:
    with pytest.raises(PeriodRefused):
        move(by=amina.actor, **named(settled), address=KASISI, since=days_ago(days))


def test_correction_keeps_the_period(settled: Patient, amina: User) -> None:
    correct_address(by=amina.actor, reason="misheard", **named(settled), address=KASISI)

    assert (home(settled).area, home(settled).valid.lower) == ("Kasisi", days_ago(365))


def test_correction_with_a_stale_version_is_refused(settled: Patient, amina: User, bela: User) -> None:
    read = named(settled)
    correct_address(by=bela.actor, reason="misheard", **read, address=KASISI)

    with pytest.raises(EditConflict):
        correct_address(by=amina.actor, reason="misheard", **read, address=Address(area="Mandevu"))

    assert home(settled).area == "Kasisi"


def test_second_home_is_refused_and_a_stay_elsewhere_is_not(settled: Patient, amina: User) -> None:
    with pytest.raises(PeriodRefused):
        add_address(by=amina.actor, patient_id=settled.pk, address=KASISI)

    add_address(
        by=amina.actor, patient_id=settled.pk, address=Address(use=AddressUse.TEMPORARY, area="Kasisi")
    )

    assert PatientAddress.objects.filter(patient=settled).count() == 2


def test_address_added_on_the_day_another_ended_begins_that_day(settled: Patient, amina: User) -> None:
    end_address(by=amina.actor, **named(settled), last_day=days_ago(0))

    row = add_address(by=amina.actor, patient_id=settled.pk, address=KASISI)

    old = PatientAddress.objects.exclude(pk=row.pk).get(patient=settled)
    assert (row.valid.lower, old.valid.upper) == (days_ago(0), days_ago(0))


def test_address_added_on_the_day_another_began_and_ended_writes_it_over(ema: Patient, amina: User) -> None:
    end_address(by=amina.actor, **named(ema), last_day=days_ago(0))

    row = add_address(by=amina.actor, patient_id=ema.pk, address=KASISI)

    assert PatientAddress.objects.get(patient=ema) == row
    assert (row.valid.lower, row.valid.upper) == (days_ago(0), None)


@pytest.mark.parametrize("days", [-1, 366])
def test_last_day_that_can_not_be_is_refused(settled: Patient, amina: User, days: int) -> None:
    with pytest.raises(PeriodRefused):
        end_address(by=amina.actor, **named(settled), last_day=days_ago(days))


def test_role_that_may_not_edit_is_refused(settled: Patient, manager: User) -> None:
    with pytest.raises(NotAllowed):
        add_address(by=manager.actor, patient_id=settled.pk, address=KASISI)
    with pytest.raises(NotAllowed):
        move(by=manager.actor, **named(settled), address=KASISI, since=days_ago(1))
    with pytest.raises(NotAllowed):
        correct_address(by=manager.actor, reason="x", **named(settled), address=KASISI)
    with pytest.raises(NotAllowed):
        end_address(by=manager.actor, **named(settled), last_day=days_ago(1))


def test_record_kept_elsewhere_does_not_exist(settled: Patient, chiara: User) -> None:
    with pytest.raises(PatientNotFound):
        move(by=chiara.actor, **named(settled), address=KASISI, since=days_ago(1))
