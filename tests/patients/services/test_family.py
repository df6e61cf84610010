"""Her family, seen from both sides."""

import pytest
from django.db import IntegrityError

from accounts.models import User
from audit.acts import act
from audit.context import Actor
from patients.details import Birth, Relative
from patients.enums import BirthPrecision, FamilyRelation
from patients.exceptions import EditConflict, NotAllowed, PatientNotFound
from patients.models import Patient, PatientFamily
from patients.selectors.record import record_of
from patients.services.family import add_relative, correct_relative, remove_relative
from patients.services.registration import register
from tests.factories.patients import identity, registration

MOTHER = Relative(FamilyRelation.MOTHER, first_name="Grace", surname="Mwansa", nrc="12345/1")


@pytest.fixture
def baby(clerk: User) -> Patient:
    born = Birth(identity().birth.date.replace(year=2026), BirthPrecision.DAY)  # type: ignore[union-attr]
    return register(
        by=clerk.actor,
        registration=registration(identity=identity(first_name="Baby", birth=born, identifiers={})),
    )


def test_link_is_seen_from_both_sides(ema: Patient, baby: Patient, amina: User) -> None:
    row = add_relative(
        by=amina.actor, patient_id=baby.pk, relative=Relative(FamilyRelation.MOTHER, relative_id=ema.pk)
    )

    [from_baby], [from_mother] = record_of(baby).family, record_of(ema).family
    assert (from_baby.patient, from_baby.converse, from_baby.row.pk) == (ema, False, row.pk)
    assert (from_mother.patient, from_mother.converse, from_mother.row.pk) == (baby, True, row.pk)


def test_link_taken_away_is_gone_on_both_sides(ema: Patient, baby: Patient, amina: User) -> None:
    row = add_relative(
        by=amina.actor, patient_id=baby.pk, relative=Relative(FamilyRelation.MOTHER, relative_id=ema.pk)
    )

    remove_relative(
        by=amina.actor, reason="wrong baby", patient_id=baby.pk, family_id=row.pk, version=row.version
    )

    assert (record_of(baby).family, record_of(ema).family) == ([], [])


def test_link_to_herself_is_refused(ema: Patient, amina: User) -> None:
    with pytest.raises(PatientNotFound):
        add_relative(
            by=amina.actor, patient_id=ema.pk, relative=Relative(FamilyRelation.SPOUSE, relative_id=ema.pk)
        )


def test_link_to_a_record_that_was_taken_elsewhere_stays_and_can_not_be_made_anew(
    ema: Patient, baby: Patient, amina: User, other_facility: object
) -> None:
    relative = Relative(FamilyRelation.MOTHER, relative_id=ema.pk)
    row = add_relative(by=amina.actor, patient_id=baby.pk, relative=relative)
    _take_elsewhere(by=amina.actor, patient=ema, facility=other_facility)

    corrected = correct_relative(
        by=amina.actor,
        reason="she was asked",
        patient_id=baby.pk,
        family_id=row.pk,
        version=row.version,
        relative=Relative(FamilyRelation.MOTHER, relative_id=ema.pk, phone="+260977123456"),
    )

    assert (corrected.relative_id, corrected.phone) == (ema.pk, "+260977123456")
    with pytest.raises(PatientNotFound):
        add_relative(by=amina.actor, patient_id=baby.pk, relative=relative)


@act("test.take_elsewhere")
def _take_elsewhere(*, by: Actor, patient: Patient, facility: object) -> None:
    Patient.objects.filter(pk=patient.pk).update(facility=facility)


def test_correction_keeps_an_nrc_that_was_left_alone(ema: Patient, amina: User) -> None:
    row = add_relative(by=amina.actor, patient_id=ema.pk, relative=MOTHER)

    corrected = correct_relative(
        by=amina.actor,
        reason="misheard",
        patient_id=ema.pk,
        family_id=row.pk,
        version=row.version,
        relative=Relative(FamilyRelation.MOTHER, first_name="Gracious", surname="Mwansa", nrc="12345/1"),
    )

    corrected.refresh_from_db()
    assert (corrected.first_name, corrected.nrc_given, corrected.nrc_state) == (
        "Gracious",
        "12345/1",
        "to_mend",
    )


def test_second_mother_takes_the_next_rank(ema: Patient, amina: User) -> None:
    ranks = [add_relative(by=amina.actor, patient_id=ema.pk, relative=MOTHER).rank for _ in range(2)]

    assert ranks == [0, 1]


def test_stale_version_is_refused(ema: Patient, amina: User) -> None:
    row = add_relative(by=amina.actor, patient_id=ema.pk, relative=MOTHER)
    named = {"patient_id": ema.pk, "family_id": row.pk, "version": row.version}
    correct_relative(by=amina.actor, reason="misheard", **named, relative=MOTHER)

    with pytest.raises(EditConflict):
        correct_relative(by=amina.actor, reason="misheard", **named, relative=MOTHER)
    with pytest.raises(EditConflict):
        remove_relative(by=amina.actor, reason="none", **named)


def test_who_may_not_is_refused(ema: Patient, amina: User, manager: User, chiara: User) -> None:
    row = add_relative(by=amina.actor, patient_id=ema.pk, relative=MOTHER)
    named = {"patient_id": ema.pk, "family_id": row.pk, "version": row.version}

    for who, refusal in ((manager, NotAllowed), (chiara, PatientNotFound)):
        with pytest.raises(refusal):
            add_relative(by=who.actor, patient_id=ema.pk, relative=MOTHER)
        with pytest.raises(refusal):
            correct_relative(by=who.actor, reason="x", **named, relative=MOTHER)
        with pytest.raises(refusal):
            remove_relative(by=who.actor, reason="x", **named)


def test_database_refuses_a_woman_who_is_her_own_mother(ema: Patient, amina: User) -> None:
    row = add_relative(by=amina.actor, patient_id=ema.pk, relative=MOTHER)

    with pytest.raises(IntegrityError, match="patient_family_not_herself"):
        _link_to_herself(by=amina.actor, row=row)


@act("test.link")
def _link_to_herself(*, by: Actor, row: PatientFamily) -> None:
    PatientFamily.objects.filter(pk=row.pk).update(relative_id=row.patient_id)
