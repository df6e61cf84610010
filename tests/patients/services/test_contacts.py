"""Changing how to reach her."""

from typing import Any

import pytest

from accounts.models import User
from patients.details import Contact
from patients.enums import ContactKind, PhoneOwner
from patients.exceptions import EditConflict, NotAllowed, PatientNotFound, PeriodRefused
from patients.models import Patient, PatientContact
from patients.services.contacts import (
    add_contact,
    change_contact,
    correct_contact,
    end_contact,
    say_no_phone,
)
from tests.factories.patients import phone
from tests.patients.services.conftest import days_ago


def cell(patient: Patient) -> PatientContact:
    return PatientContact.objects.get(patient=patient, kind=ContactKind.CELLPHONE, valid__upper_inf=True)


def named(patient: Patient, **changes: Any) -> dict[str, Any]:
    row = cell(patient)
    return {"patient_id": patient.pk, "contact_id": row.pk, "version": row.version, **changes}


def test_new_number_closes_the_old_one(settled: Patient, amina: User) -> None:
    old = cell(settled)

    change_contact(by=amina.actor, **named(settled), contact=phone("0966555444"), since=days_ago(10))

    old.refresh_from_db()
    new = cell(settled)
    assert (old.valid.upper, new.valid.lower) == (days_ago(10), days_ago(10))
    assert (old.value, new.value) == ("+260977123456", "+260966555444")
    assert new.is_primary


def test_new_number_since_the_day_the_old_one_began_writes_it_over(settled: Patient, amina: User) -> None:
    change_contact(by=amina.actor, **named(settled), contact=phone("0966555444"), since=days_ago(365))

    assert PatientContact.objects.filter(patient=settled).count() == 1
    assert [version.value for version in PatientContact.history.filter(patient_id=settled.pk)] == [
        "+260966555444",
        "+260977123456",
        "+260977123456",
    ]


@pytest.mark.parametrize("days", [-1, 366])
def test_new_number_of_a_day_that_can_not_be_is_refused(settled: Patient, amina: User, days: int) -> None:
    with pytest.raises(PeriodRefused):
        change_contact(by=amina.actor, **named(settled), contact=phone("0966555444"), since=days_ago(days))


def test_new_number_of_another_kind_is_refused(settled: Patient, amina: User) -> None:
    other = phone("0966555444", kind=ContactKind.LANDLINE)

    with pytest.raises(PatientNotFound):
        change_contact(by=amina.actor, **named(settled), contact=other, since=days_ago(1))


def test_correction_keeps_the_period(settled: Patient, amina: User) -> None:
    correct_contact(by=amina.actor, reason="misheard", **named(settled), contact=phone("0977123457"))

    row = cell(settled)
    assert (row.value, row.valid.lower) == ("+260977123457", days_ago(365))


def test_correction_of_the_owner_keeps_the_text_as_given(settled: Patient, amina: User) -> None:
    correct_contact(
        by=amina.actor,
        reason="it is her partner's",
        **named(settled),
        contact=phone("097 712 3456", owner=PhoneOwner.PARTNER, owner_name="John"),
    )

    row = cell(settled)
    assert (row.value_given, row.owner, row.owner_name) == ("0977123456", "partner", "John")


def test_correction_with_a_stale_version_is_refused(settled: Patient, amina: User, bela: User) -> None:
    read = named(settled)
    correct_contact(by=bela.actor, reason="misheard", **read, contact=phone("0977123457"))

    with pytest.raises(EditConflict) as refused:
        correct_contact(by=amina.actor, reason="typing mistake", **read, contact=phone("0977123458"))

    assert refused.value.current.value == "+260977123457"
    assert cell(settled).value == "+260977123457"


def test_second_phone_called_first_steps_the_other_down(settled: Patient, amina: User) -> None:
    add_contact(
        by=amina.actor, patient_id=settled.pk, contact=phone("0966555444", kind=ContactKind.OTHER_CELLPHONE)
    )

    assert not cell(settled).is_primary
    assert PatientContact.objects.get(patient=settled, is_primary=True).value == "+260966555444"


def test_second_of_a_kind_is_refused(settled: Patient, amina: User) -> None:
    with pytest.raises(PeriodRefused):
        add_contact(by=amina.actor, patient_id=settled.pk, contact=phone("0966555444"))


def test_number_added_on_the_day_another_ended_begins_that_day(settled: Patient, amina: User) -> None:
    end_contact(by=amina.actor, **named(settled), last_day=days_ago(0))

    row = add_contact(by=amina.actor, patient_id=settled.pk, contact=phone("0966555444"))

    old = PatientContact.objects.exclude(pk=row.pk).get(patient=settled)
    assert (row.valid.lower, row.valid.upper) == (days_ago(0), None)
    assert old.valid.upper == days_ago(0)


def test_number_added_on_the_day_another_began_and_ended_writes_it_over(ema: Patient, amina: User) -> None:
    end_contact(by=amina.actor, **named(ema), last_day=days_ago(0))

    row = add_contact(by=amina.actor, patient_id=ema.pk, contact=phone("0966555444"))

    assert PatientContact.objects.get(patient=ema) == row
    assert (row.value, row.valid.lower, row.valid.upper) == ("+260966555444", days_ago(0), None)


def test_no_phone_can_be_said_after_the_last_one_ended(settled: Patient, amina: User) -> None:
    end_contact(by=amina.actor, **named(settled), last_day=days_ago(0))

    say_no_phone(by=amina.actor, patient_id=settled.pk)

    settled.refresh_from_db()
    assert settled.no_phone


def test_no_phone_is_refused_while_one_stands_there(settled: Patient, amina: User) -> None:
    with pytest.raises(PeriodRefused):
        say_no_phone(by=amina.actor, patient_id=settled.pk)


def test_no_phone_of_a_record_kept_elsewhere_is_refused(settled: Patient, chiara: User) -> None:
    with pytest.raises(PatientNotFound):
        say_no_phone(by=chiara.actor, patient_id=settled.pk)


def test_first_phone_takes_back_that_she_has_none(settled: Patient, amina: User, write: Any) -> None:
    end_contact(by=amina.actor, **named(settled), last_day=days_ago(1))
    write(settled, no_phone=True)

    add_contact(by=amina.actor, patient_id=settled.pk, contact=phone("0966555444"))

    settled.refresh_from_db()
    assert not settled.no_phone


@pytest.mark.parametrize("days", [-1, 366])
def test_last_day_that_can_not_be_is_refused(settled: Patient, amina: User, days: int) -> None:
    with pytest.raises(PeriodRefused):
        end_contact(by=amina.actor, **named(settled), last_day=days_ago(days))


def test_contact_that_ended_can_not_end_again(settled: Patient, amina: User) -> None:
    read = named(settled)
    end_contact(by=amina.actor, **read, last_day=days_ago(1))

    with pytest.raises(PatientNotFound):
        end_contact(by=amina.actor, **{**read, "version": read["version"] + 1}, last_day=days_ago(0))


@pytest.mark.parametrize("role", ["manager", "dario", "dpo", "sysadmin"])
def test_role_that_may_not_edit_is_refused(
    settled: Patient, request: pytest.FixtureRequest, role: str
) -> None:
    by = request.getfixturevalue(role).actor
    contact = Contact(kind=ContactKind.EMAIL, text="ema@example.com")

    with pytest.raises(NotAllowed):
        add_contact(by=by, patient_id=settled.pk, contact=contact)
    with pytest.raises(NotAllowed):
        correct_contact(by=by, reason="x", **named(settled), contact=phone())
    with pytest.raises(NotAllowed):
        change_contact(by=by, **named(settled), contact=phone(), since=days_ago(1))
    with pytest.raises(NotAllowed):
        end_contact(by=by, **named(settled), last_day=days_ago(1))


def test_record_kept_elsewhere_does_not_exist(settled: Patient, chiara: User) -> None:
    with pytest.raises(PatientNotFound):
        correct_contact(by=chiara.actor, reason="x", **named(settled), contact=phone("0966555444"))


def test_contact_of_another_patient_is_not_found(settled: Patient, amina: User, clerk: User) -> None:
    from patients.services.registration import register
    from tests.factories.patients import registration

    other = register(by=clerk.actor, registration=registration())

    with pytest.raises(PatientNotFound):
        correct_contact(
            by=amina.actor, reason="x", **named(settled, patient_id=other.pk), contact=phone("0966555444")
        )
