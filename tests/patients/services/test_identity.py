"""Correcting who she is, and what else she told us."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from patients.details import Birth, Personal
from patients.enums import BirthPrecision, IdentifierSystem, MaritalStatus, Sex, TextState
from patients.exceptions import (
    EditConflict,
    IdentifierTaken,
    NotAllowed,
    NrcTooEarly,
    PatientNotFound,
    PeriodRefused,
)
from patients.models import Patient, PatientIdentifier, PatientPersonal, RecentPatient
from patients.services.identity import correct_identity
from patients.services.opening import open_patient
from patients.services.personal import describe
from patients.services.registration import register
from tests.factories.patients import identity, registration
from tests.patients.services.conftest import days_ago


def correct(by: User, patient: Patient, **changes: Any) -> Patient:
    patient.refresh_from_db()
    return correct_identity(
        by=by.actor,
        reason="typing mistake",
        patient_id=patient.pk,
        version=patient.version,
        identity=identity(**changes),
    )


def number(patient: Patient, system: IdentifierSystem) -> PatientIdentifier:
    return PatientIdentifier.objects.get(patient=patient, system=system, rank=0)


def test_correction_changes_name_and_version(ema: Patient, amina: User) -> None:
    corrected = correct(amina, ema, first_name="Emma")

    assert (corrected.first_name, corrected.version, corrected.updated_by) == ("Emma", 2, amina.actor.id)


def test_correction_of_a_name_keeps_the_other_texts_as_given(ema: Patient, amina: User, write: Any) -> None:
    write(ema, sex_given="female", first_name_given=" Ema ", is_estimated_dob=None, date_of_birth_given=None)

    corrected = correct(amina, ema, surname="Mwanza")

    corrected.refresh_from_db()
    assert (corrected.surname, corrected.sex_given, corrected.first_name_given) == (
        "Mwanza",
        "female",
        " Ema ",
    )
    assert corrected.is_estimated_dob is None


def test_correction_of_the_birth_replaces_the_date_as_given(ema: Patient, amina: User, write: Any) -> None:
    write(ema, date_of_birth=None, birth_precision="unknown", date_of_birth_given=date(2098, 3, 12))

    correct(amina, ema, birth=Birth(date(1998, 3, 12), BirthPrecision.DAY))

    ema.refresh_from_db()
    assert (ema.date_of_birth, ema.date_of_birth_given) == (date(1998, 3, 12), None)


def test_number_is_written_corrected_and_taken_away(ema: Patient, amina: User) -> None:
    correct(amina, ema, identifiers={IdentifierSystem.ART_NUMBER: "A-1"})
    correct(amina, ema, identifiers={IdentifierSystem.ART_NUMBER: "A-2"})
    assert number(ema, IdentifierSystem.ART_NUMBER).value == "A-2"

    correct(amina, ema, identifiers={IdentifierSystem.ART_NUMBER: ""})

    assert not PatientIdentifier.objects.filter(patient=ema, system=IdentifierSystem.ART_NUMBER).exists()


def test_number_left_alone_stays_as_given(ema: Patient, amina: User, write: Any) -> None:
    row = number(ema, IdentifierSystem.NRC)
    write(row, value=None, value_given="12345/10", state=TextState.TO_MEND)

    correct(amina, ema, identifiers={IdentifierSystem.NRC: "12345/10"})

    row.refresh_from_db()
    assert (row.value_given, row.state, row.version) == ("12345/10", "to_mend", 1)


def test_text_of_a_number_she_has_not_stays_as_given(ema: Patient, amina: User, write: Any) -> None:
    row = number(ema, IdentifierSystem.NRC)
    write(row, value=None, value_given="N/A", state=TextState.SAID_NONE)

    correct(amina, ema, identifiers={IdentifierSystem.NRC: ""})

    assert number(ema, IdentifierSystem.NRC).value_given == "N/A"


@pytest.mark.parametrize("born", [date(2015, 1, 1), timezone.localdate()])
def test_nrc_of_a_child_is_refused_and_nothing_is_written(ema: Patient, amina: User, born: date) -> None:
    child = Birth(born, BirthPrecision.DAY)

    with pytest.raises(NrcTooEarly):
        correct(amina, ema, birth=child, first_name="Emma")
    with pytest.raises(NrcTooEarly):
        correct(amina, ema, birth=child, first_name="Emma", identifiers={})

    ema.refresh_from_db()
    assert ema.first_name == "Ema"


def test_nrc_that_a_child_came_with_does_not_stop_another_correction(
    ema: Patient, amina: User, write: Any
) -> None:
    write(ema, date_of_birth=date(2015, 1, 1))

    correct(amina, ema, birth=Birth(date(2015, 1, 1), BirthPrecision.DAY), first_name="Emma")

    ema.refresh_from_db()
    assert ema.first_name == "Emma"


def test_registering_a_child_with_an_nrc_is_refused(clerk: User) -> None:
    child = identity(birth=Birth(date(2015, 1, 1), BirthPrecision.DAY))

    with pytest.raises(NrcTooEarly):
        register(by=clerk.actor, registration=registration(identity=child))

    assert not Patient.objects.exists()


def test_registering_an_address_that_begins_tomorrow_is_refused(clerk: User) -> None:
    with pytest.raises(PeriodRefused):
        register(by=clerk.actor, registration=registration(address_since=days_ago(-1)))

    assert not Patient.objects.exists()


def test_nupin_of_another_patient_is_refused_and_nothing_is_written(
    ema: Patient, amina: User, clerk: User
) -> None:
    other = register(by=clerk.actor, registration=registration())
    taken = number(other, IdentifierSystem.NUPIN).value or ""

    with pytest.raises(IdentifierTaken):
        correct(amina, ema, first_name="Emma", identifiers={IdentifierSystem.NUPIN: taken})

    ema.refresh_from_db()
    assert ema.first_name == "Ema"


def test_nupin_that_two_came_with_does_not_stop_another_correction(
    ema: Patient, amina: User, clerk: User, write: Any
) -> None:
    other = register(by=clerk.actor, registration=registration())
    taken = number(other, IdentifierSystem.NUPIN).value
    write(number(ema, IdentifierSystem.NUPIN), value=taken)

    assert (
        correct(amina, ema, first_name="Emma", identifiers={IdentifierSystem.NUPIN: taken}).first_name
        == "Emma"
    )


def test_stale_version_is_refused(ema: Patient, amina: User, bela: User) -> None:
    correct(bela, ema, first_name="Emma")

    with pytest.raises(EditConflict) as refused:
        correct_identity(
            by=amina.actor, reason="x", patient_id=ema.pk, version=1, identity=identity(sex=Sex.MALE)
        )

    assert refused.value.current.first_name == "Emma"


@pytest.mark.parametrize(
    ("who", "refusal"), [("manager", NotAllowed), ("dario", NotAllowed), ("chiara", PatientNotFound)]
)
def test_who_may_not_is_refused(
    ema: Patient, request: pytest.FixtureRequest, who: str, refusal: type
) -> None:
    by = request.getfixturevalue(who)

    with pytest.raises(refusal):
        correct(by, ema, first_name="Emma")
    with pytest.raises(refusal):
        describe(by=by.actor, patient_id=ema.pk, version=1, personal=Personal())


def test_describe_writes_and_refuses_a_stale_version(ema: Patient, amina: User) -> None:
    before = PatientPersonal.objects.get(patient=ema).version
    describe(by=amina.actor, patient_id=ema.pk, version=before, personal=Personal(home_language="Nyanja"))

    for stale in (before, 0):
        with pytest.raises(EditConflict):
            describe(
                by=amina.actor, patient_id=ema.pk, version=stale, personal=Personal(home_language="Bemba")
            )

    assert PatientPersonal.objects.get(patient=ema).home_language == "Nyanja"


def test_describe_keeps_the_marital_status_as_given(ema: Patient, amina: User, write: Any) -> None:
    row = PatientPersonal.objects.get(patient=ema)
    write(row, marital_status="married", marital_status_given="MARRIED ")

    describe(
        by=amina.actor,
        patient_id=ema.pk,
        version=row.version,
        personal=Personal(marital_status=MaritalStatus.MARRIED, occupation="Farmer"),
    )

    row.refresh_from_db()
    assert (row.marital_status_given, row.occupation) == ("MARRIED ", "Farmer")


def test_opening_is_remembered_once_per_person(ema: Patient, amina: User) -> None:
    open_patient(by=amina.actor, patient_id=ema.pk)
    open_patient(by=amina.actor, patient_id=ema.pk)

    assert RecentPatient.objects.filter(patient=ema, actor_id=amina.actor.id).count() == 1


@pytest.mark.parametrize(("who", "refusal"), [("dario", NotAllowed), ("chiara", PatientNotFound)])
def test_opening_by_who_may_not_is_refused(
    ema: Patient, request: pytest.FixtureRequest, who: str, refusal: type
) -> None:
    with pytest.raises(refusal):
        open_patient(by=request.getfixturevalue(who).actor, patient_id=ema.pk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM patient_recent")
        assert cursor.fetchone() == (0,)
