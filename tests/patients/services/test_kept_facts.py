"""What an act must leave alone, and what it must put right beside what it writes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from patients import details
from patients.enums import FamilyRelation, IdentifierSystem, TextState
from patients.models import Patient, PatientFamily, PatientIdentifier, PatientPersonal
from patients.selectors.duplicates import possible_twins
from patients.services.family import add_relative, remove_relative
from patients.services.identity import correct_identity
from patients.services.registration import register
from tests.factories.patients import identity, phone, registration

pytestmark = pytest.mark.django_db
NUPIN = "4524-941-77386-2"


def with_nupin(text: str) -> details.Identity:
    return identity(identifiers={IdentifierSystem.NUPIN: text})


def correct(patient: Patient, clerk: User, **changes: Any) -> None:
    patient.refresh_from_db()
    correct_identity(
        by=clerk.actor,
        reason="typing",
        patient_id=patient.pk,
        version=patient.version,
        identity=identity(**changes),
    )


def test_the_right_mother_is_shown_once_the_wrong_one_is_taken_away(ema: Patient, clerk: User) -> None:
    wrong, right = (
        add_relative(
            by=clerk.actor,
            patient_id=ema.pk,
            relative=details.Relative(FamilyRelation.MOTHER, first_name=name),
        )
        for name in ("Wrong", "Right")
    )

    remove_relative(by=clerk.actor, reason="a slip", patient_id=ema.pk, family_id=wrong.pk, version=1)

    assert PatientFamily.objects.get(pk=right.pk).rank == 0


def test_a_brought_nupin_typed_for_the_wrong_woman_is_free_again(ema: Patient, clerk: User) -> None:
    correct(ema, clerk, identifiers={IdentifierSystem.NUPIN: NUPIN})
    correct(ema, clerk, identifiers={IdentifierSystem.NUPIN: "4524-941-77387-3"})

    hers = register(by=clerk.actor, registration=registration(identity=with_nupin(NUPIN)))

    assert PatientIdentifier.objects.get(patient=hers, system=IdentifierSystem.NUPIN).value == NUPIN


def test_a_nupin_that_we_issued_stays_taken(ema: Patient, clerk: User) -> None:
    issued = PatientIdentifier.objects.get(patient=ema, system=IdentifierSystem.NUPIN).value
    correct(ema, clerk, identifiers={IdentifierSystem.NUPIN: NUPIN})

    other = register(by=clerk.actor, registration=registration(identity=identity(first_name="Eve")))

    assert PatientIdentifier.objects.get(patient=other, system=IdentifierSystem.NUPIN).value != issued


def test_a_number_too_long_to_be_one_is_kept_to_mend(clerk: User) -> None:
    long = "9" * 101
    patient = register(
        by=clerk.actor,
        registration=registration(identity=identity(identifiers={IdentifierSystem.ART_NUMBER: long})),
    )

    row = PatientIdentifier.objects.get(patient=patient, system=IdentifierSystem.ART_NUMBER)
    assert (row.value, row.value_given, row.state) == (None, long, TextState.TO_MEND)


def test_same_name_and_age_is_noticed_without_phone_or_nrc(ema: Patient, clerk: User) -> None:
    again = registration(
        identity=identity(first_name="mwansa", surname="EMA", identifiers={}, no_nrc=True), contacts=()
    )
    other = registration(
        identity=identity(first_name="Ruth", identifiers={}), contacts=(phone("0966000111"),)
    )

    assert [(twin.patient, twin.reasons) for twin in possible_twins(again, by=clerk.actor)] == [
        (ema, ("birth",))
    ]
    assert possible_twins(other, by=clerk.actor) == []


def test_a_change_of_any_part_is_a_change_of_the_record_today(ema: Patient, clerk: User) -> None:
    ema.refresh_from_db()
    before = ema.updated_at
    add_relative(
        by=clerk.actor, patient_id=ema.pk, relative=details.Relative(FamilyRelation.FATHER, first_name="A")
    )
    ema.refresh_from_db()

    assert before is not None
    assert ema.updated_at is not None
    assert ema.updated_at > before
    assert ema.version == 1


def test_a_birth_date_that_no_calendar_holds_takes_no_page_down(
    ema: Patient, clerk: User, write: Callable[..., None], as_user: Callable[[User], Client]
) -> None:
    write(ema, date_of_birth=None, birth_precision="unknown", date_of_birth_given="20190-05-03")

    page = as_user(clerk).get(f"/patients/{ema.pk}/")

    assert page.status_code == 200
    assert "20190-05-03" in page.content.decode()


def test_a_marital_status_not_understood_is_mended_and_its_text_stays(
    ema: Patient, clerk: User, write: Callable[..., None], as_user: Callable[[User], Client]
) -> None:
    row = PatientPersonal.objects.get(patient=ema)
    write(row, marital_status_given="Maried (2nd)")
    address = f"/patients/mend/marital/{row.pk}/"

    assert "Maried (2nd)" in as_user(clerk).get(address).content.decode()
    answer = as_user(clerk).post(address, {"version": "1", "marital_status": "married"})

    row.refresh_from_db()
    assert answer.status_code == 302
    assert (row.marital_status, row.marital_status_given) == ("married", "Maried (2nd)")


def test_an_old_birth_date_left_as_it_was_does_not_stop_a_correction(
    ema: Patient, clerk: User, write: Callable[..., None], as_user: Callable[[User], Client]
) -> None:
    write(ema, date_of_birth="1905-03-12")
    address = f"/patients/{ema.pk}/identity/"
    form = as_user(clerk).get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "born"}
    boxes = dict(
        zip(
            (f"born{suffix}" for suffix in form.fields["born"].widget.widgets_names),
            ("12", "3", "1905"),
            strict=True,
        )
    )
    sent = {name: value for name, value in typed.items() if value not in (False, "")}

    answer = as_user(clerk).post(address, {**sent, **boxes, "surname": "Mwanza", "reason": "typing"})

    ema.refresh_from_db()
    assert answer.status_code == 302
    assert ema.surname == "Mwanza"
