"""Mending what could not be understood."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from facilities.selectors import unknown_facility
from patients.details import Birth, Relative
from patients.enums import BirthPrecision, ContactKind, FamilyRelation, IdentifierSystem, Sex, TextState
from patients.exceptions import (
    EditConflict,
    IdentifierTaken,
    NotAllowed,
    NothingToMend,
    PatientNotFound,
    PeriodRefused,
)
from patients.models import Patient, PatientContact, PatientFamily, PatientIdentifier
from patients.selectors.mending import counts
from patients.services.mending import (
    MENDED,
    accept_shared_number,
    mend_birth,
    mend_contact,
    mend_facility,
    mend_identifier,
    mend_relative_nrc,
    mend_sex,
    settle_shared_number,
)
from patients.services.registration import register
from tests.factories.patients import identity, phone, registration


@pytest.fixture
def two_phones(clerk: User) -> Patient:
    """A woman with two numbers in one field."""
    return register(by=clerk.actor, registration=registration(contacts=(phone("0977123456 or 0966555444"),)))


def cell(patient: Patient) -> PatientContact:
    return PatientContact.objects.get(patient=patient, kind=ContactKind.CELLPHONE)


def named(patient: Patient) -> dict[str, Any]:
    row = cell(patient)
    return {"patient_id": patient.pk, "contact_id": row.pk, "version": row.version}


def legacy(patient: Patient, column: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM v_patients_legacy WHERE id = %s", [patient.legacy_id])
        return (cursor.fetchone() or [None])[0]


def test_two_numbers_in_one_field_become_two_contacts_and_the_text_stays(
    two_phones: Patient, clerk: User
) -> None:
    mend_contact(
        by=clerk.actor, reason=MENDED, **named(two_phones), text="0977123456", other_text="0966555444"
    )

    row, other = PatientContact.objects.filter(patient=two_phones).order_by("kind")
    assert (row.value, row.value_given, row.state) == ("+260977123456", "0977123456 or 0966555444", "ok")
    assert (other.kind, other.value, other.valid) == ("other_cellphone", "+260966555444", row.valid)
    assert (row.is_primary, other.is_primary) == (True, False)
    assert legacy(two_phones, "cellphone") == "0977123456 or 0966555444"


def test_mended_contact_says_so_in_its_history(two_phones: Patient, clerk: User) -> None:
    mend_contact(by=clerk.actor, reason=MENDED, **named(two_phones), text="0977123456")

    version = PatientContact.history.filter(patient_id=two_phones.pk).latest()
    assert (version.history_act, version.history_change_reason) == ("patient.mend_contact", "mended")


def test_contact_that_is_none_is_noted(two_phones: Patient, clerk: User) -> None:
    mend_contact(by=clerk.actor, reason=MENDED, **named(two_phones), text=None)

    two_phones.refresh_from_db()
    row = cell(two_phones)
    assert (row.value, row.value_given, row.state) == (None, "0977123456 or 0966555444", "said_none")
    assert two_phones.no_phone


def test_second_number_without_room_is_refused_and_nothing_is_written(
    two_phones: Patient, clerk: User
) -> None:
    from patients.services.contacts import add_contact

    add_contact(
        by=clerk.actor,
        patient_id=two_phones.pk,
        contact=phone("0955111222", kind=ContactKind.OTHER_CELLPHONE),
    )

    with pytest.raises(PeriodRefused):
        mend_contact(
            by=clerk.actor, reason=MENDED, **named(two_phones), text="0977123456", other_text="0966555444"
        )

    assert cell(two_phones).state == TextState.TO_MEND


def test_text_that_nobody_understands_is_no_mending(two_phones: Patient, clerk: User) -> None:
    with pytest.raises(ValueError, match="understood"):
        mend_contact(by=clerk.actor, reason=MENDED, **named(two_phones), text="0977")


def test_mending_twice_and_with_a_stale_version_is_refused(two_phones: Patient, clerk: User) -> None:
    read = named(two_phones)
    with pytest.raises(EditConflict):
        mend_contact(by=clerk.actor, reason=MENDED, **{**read, "version": 7}, text="0977123456")
    mend_contact(by=clerk.actor, reason=MENDED, **read, text="0977123456")

    with pytest.raises(NothingToMend):
        mend_contact(by=clerk.actor, reason=MENDED, **read, text="0977123456")


@pytest.mark.parametrize("who", ["amina", "bela", "dario", "dpo", "sysadmin"])
def test_role_that_may_not_mend_is_refused(
    two_phones: Patient, facility: Any, request: pytest.FixtureRequest, who: str
) -> None:
    by = request.getfixturevalue(who).actor
    patient = {"patient_id": two_phones.pk, "version": 1}
    with pytest.raises(NotAllowed):
        mend_contact(by=by, reason=MENDED, **named(two_phones), text=None)
    with pytest.raises(NotAllowed):
        mend_identifier(by=by, reason=MENDED, **patient, identifier_id=two_phones.pk, text=None)
    with pytest.raises(NotAllowed):
        settle_shared_number(by=by, reason="x", **patient, identifier_id=two_phones.pk, text=None)
    with pytest.raises(NotAllowed):
        mend_relative_nrc(by=by, reason=MENDED, **patient, family_id=two_phones.pk, text=None)
    with pytest.raises(NotAllowed):
        mend_sex(by=by, reason=MENDED, **patient, sex=Sex.FEMALE)
    with pytest.raises(NotAllowed):
        mend_birth(by=by, reason=MENDED, **patient, birth=Birth())
    with pytest.raises(NotAllowed):
        mend_facility(by=by, reason=MENDED, **patient)


def test_record_kept_elsewhere_does_not_exist(
    two_phones: Patient, manager: User, write: Any, other_facility: Any
) -> None:
    write(two_phones, facility=other_facility)

    with pytest.raises(PatientNotFound):
        mend_contact(by=manager.actor, reason=MENDED, **named(two_phones), text="0977123456")


def nrc(patient: Patient) -> PatientIdentifier:
    return PatientIdentifier.objects.get(patient=patient, system=IdentifierSystem.NRC)


def numbered(patient: Patient, row: PatientIdentifier) -> dict[str, Any]:
    return {"patient_id": patient.pk, "identifier_id": row.pk, "version": row.version}


def test_nrc_is_mended_and_an_identity_form_opened_before_is_told(
    ema: Patient, manager: User, write: Any
) -> None:
    write(nrc(ema), value=None, value_given="12345/10", state=TextState.TO_MEND)

    mend_identifier(by=manager.actor, reason=MENDED, **numbered(ema, nrc(ema)), text="012345/10/1")

    ema.refresh_from_db()
    assert (nrc(ema).value, nrc(ema).value_given, nrc(ema).state) == ("012345/10/1", "12345/10", "ok")
    assert (ema.version, legacy(ema, "nrc")) == (2, "12345/10")


def test_nrc_that_is_none_is_noted(ema: Patient, manager: User, write: Any) -> None:
    write(nrc(ema), value=None, value_given="ask husband", state=TextState.TO_MEND)

    mend_identifier(by=manager.actor, reason=MENDED, **numbered(ema, nrc(ema)), text=None)

    ema.refresh_from_db()
    assert (ema.no_nrc, nrc(ema).state, nrc(ema).value_given) == (True, "said_none", "ask husband")


def test_woman_without_a_nupin_is_given_one(ema: Patient, manager: User, write: Any) -> None:
    row = PatientIdentifier.objects.get(patient=ema, system=IdentifierSystem.NUPIN)
    write(row, value=None, value_given="lost", state=TextState.TO_MEND)

    mended = mend_identifier(by=manager.actor, reason=MENDED, **numbered(ema, row), text=None)

    assert (mended.value, mended.value_given) == ("5001-0001-00002-2", "lost")


def test_nupin_of_another_patient_is_refused(ema: Patient, clerk: User, write: Any) -> None:
    other = register(by=clerk.actor, registration=registration())
    taken = PatientIdentifier.objects.get(patient=other, system=IdentifierSystem.NUPIN).value
    row = PatientIdentifier.objects.get(patient=ema, system=IdentifierSystem.NUPIN)
    write(row, value=None, value_given="lost", state=TextState.TO_MEND)

    with pytest.raises(IdentifierTaken):
        mend_identifier(by=clerk.actor, reason=MENDED, **numbered(ema, row), text=taken)


def test_shared_nrc_is_corrected_or_taken_away(ema: Patient, clerk: User) -> None:
    other = register(by=clerk.actor, registration=registration(identity=identity(first_name="Eve")))
    third = register(by=clerk.actor, registration=registration(identity=identity(first_name="Eva")))

    settle_shared_number(
        by=clerk.actor, reason="seen on her card", **numbered(other, nrc(other)), text="654321/10/1"
    )
    settle_shared_number(by=clerk.actor, reason="her sister's", **numbered(third, nrc(third)), text=None)

    assert nrc(other).value == "654321/10/1"
    assert not PatientIdentifier.objects.filter(patient=third, system=IdentifierSystem.NRC).exists()
    with pytest.raises(NothingToMend):
        settle_shared_number(by=clerk.actor, reason="x", **numbered(ema, nrc(ema)), text=None)


def test_shared_nrc_said_to_be_right_is_not_asked_again_until_it_changes(ema: Patient, clerk: User) -> None:
    other = register(by=clerk.actor, registration=registration(identity=identity(first_name="Eve")))
    assert counts(clerk.actor)["nrc-shared"] == 2

    accept_shared_number(by=clerk.actor, reason="both cards seen", **numbered(other, nrc(other)))

    assert counts(clerk.actor)["nrc-shared"] == 1
    assert nrc(other).shared_because == "both cards seen"
    settle_shared_number(by=clerk.actor, reason="a slip", **numbered(other, nrc(other)), text="654321/10/1")
    assert nrc(other).shared_because is None


def test_shared_number_is_not_accepted_elsewhere(ema: Patient, chiara: User) -> None:
    with pytest.raises((NotAllowed, PatientNotFound)):
        accept_shared_number(by=chiara.actor, reason="x", **numbered(ema, nrc(ema)))


def test_sex_and_birth_are_mended_and_the_texts_stay(ema: Patient, clerk: User, write: Any) -> None:
    write(
        ema,
        sex="U",
        sex_given="Femle",
        date_of_birth=None,
        birth_precision="unknown",
        date_of_birth_given=date(2098, 3, 12),
    )

    mend_sex(by=clerk.actor, reason=MENDED, patient_id=ema.pk, version=1, sex=Sex.FEMALE)
    mend_birth(
        by=clerk.actor,
        reason=MENDED,
        patient_id=ema.pk,
        version=2,
        birth=Birth(date(1998, 3, 12), BirthPrecision.DAY),
    )

    ema.refresh_from_db()
    assert (ema.sex, ema.sex_given, legacy(ema, "sex")) == ("F", "Femle", "Femle")
    assert (ema.date_of_birth, legacy(ema, "date_of_birth")) == (date(1998, 3, 12), date(2098, 3, 12))
    with pytest.raises(EditConflict):
        mend_sex(by=clerk.actor, reason=MENDED, patient_id=ema.pk, version=1, sex=Sex.FEMALE)
    with pytest.raises(NothingToMend):
        mend_sex(by=clerk.actor, reason=MENDED, patient_id=ema.pk, version=3, sex=Sex.FEMALE)
    with pytest.raises(NothingToMend):
        mend_birth(by=clerk.actor, reason=MENDED, patient_id=ema.pk, version=3, birth=Birth())


def test_nrc_of_a_relative_is_mended_once(clerk: User) -> None:
    mother = Relative(FamilyRelation.MOTHER, first_name="Grace", nrc="12345/1")
    patient = register(by=clerk.actor, registration=registration(relatives=(mother,)))
    row = PatientFamily.objects.get(patient=patient)
    what = {"patient_id": patient.pk, "family_id": row.pk, "version": row.version}

    mend_relative_nrc(by=clerk.actor, reason=MENDED, **what, text="012345/10/1")

    row.refresh_from_db()
    assert (row.nrc, row.nrc_given, row.nrc_state) == ("012345/10/1", "12345/1", "ok")
    with pytest.raises(NothingToMend):
        mend_relative_nrc(by=clerk.actor, reason=MENDED, **what, text=None)


def test_record_of_no_known_facility_is_taken_once(
    ema: Patient, clerk: User, chiara: User, write: Any
) -> None:
    write(ema, facility=unknown_facility(), facility_given="Chainda H P")

    mend_facility(by=clerk.actor, reason=MENDED, patient_id=ema.pk, version=1)

    ema.refresh_from_db()
    assert (ema.facility_id, ema.facility_given) == (clerk.actor.facility_id, "Chainda H P")
    with pytest.raises(NothingToMend):
        mend_facility(by=clerk.actor, reason=MENDED, patient_id=ema.pk, version=2)
