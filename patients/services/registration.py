"""Registering a woman: from a draft, in one transaction, once."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts.policies import PATIENTS_REGISTER
from audit.acts import act
from audit.context import Actor
from facilities.models import Facility
from patients import details
from patients.enums import IdentifierSystem
from patients.exceptions import (
    IdentifierTaken,
    LooksRegistered,
    NrcTooEarly,
    PatientNotFound,
    PeriodRefused,
)
from patients.models import (
    Patient,
    PatientAddress,
    PatientContact,
    PatientFamily,
    PatientIdentifier,
    PatientPersonal,
    RegistrationDraft,
)
from patients.policies import check
from patients.rules.nrc import nrc_too_early
from patients.selectors.duplicates import marks_of, possible_twins
from patients.services import nupins
from patients.services.holding import today
from patients.services.rows import (
    contact_row,
    identifier_row,
    identity_columns,
    relative_row,
    stamp,
    years_old,
)


@act("patient.register")
def register(
    *,
    by: Actor,
    registration: details.Registration,
    draft_id: UUID | None = None,
    seen: Collection[UUID] | None = None,
    reason: str = "",
) -> Patient:
    """Make a patient at the facility where the actor works.

    Takes: `registration`; `draft_id` of her own draft: it becomes this patient, and asking again gives the same one; `seen`,
    those who look alike and were shown to the actor (None where nobody is asked, as for a program).
    Gives: the patient, with a NUPIN of the facility unless she brought one.
    Raises: NotAllowed; PatientNotFound for somebody else's draft; NoSerialLeft; IdentifierTaken for a NUPIN of another patient;
    NrcTooEarly; PeriodRefused for an address that begins after today; LooksRegistered for somebody alike who was not shown.
    """
    facility = Facility.objects.get(pk=check(by, PATIENTS_REGISTER))
    _check(registration)
    draft = _hold_draft(by, draft_id, facility)
    if draft is not None and draft.patient is not None:
        return draft.patient
    if seen is not None:
        _wait_for_one_alike(registration)
        if {twin.patient.pk for twin in possible_twins(registration, by=by)} - set(seen):
            raise LooksRegistered
    patient = _new_patient(by, registration, facility)
    _write_identifiers(patient, registration.identity, facility, by)
    _write_surroundings(patient, registration, by)
    if draft is not None:
        draft.patient, draft.answers = patient, {}
        draft.save(update_fields=["patient", "answers"])
    return patient


def _check(registration: details.Registration) -> None:
    """What no form lets through. Raises: NrcTooEarly; PeriodRefused for an address that begins tomorrow."""
    identity = registration.identity
    if nrc_too_early(identity.identifiers.get(IdentifierSystem.NRC), years_old(identity.birth, today())):
        raise NrcTooEarly
    if registration.address_since is not None and registration.address_since > today():
        raise PeriodRefused


def _wait_for_one_alike(registration: details.Registration) -> None:
    """Two who register her at the same moment stand in line: the second sees the first. Locked in one order, so never for each other."""
    with connection.cursor() as cursor:
        for mark in sorted(marks_of(registration)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [mark])


def _hold_draft(by: Actor, draft_id: UUID | None, facility: Facility) -> RegistrationDraft | None:
    if draft_id is None:
        return None
    draft = (
        RegistrationDraft.objects.select_for_update(of=("self",))
        .filter(pk=draft_id, actor_id=by.id, facility=facility)
        .first()
    )
    if draft is None:
        raise PatientNotFound
    return draft


def _new_patient(by: Actor, registration: details.Registration, facility: Facility) -> Patient:
    now = timezone.now()
    return Patient.objects.create(
        **identity_columns(registration.identity),
        no_phone=registration.no_phone,
        facility=facility,
        registered_at=now,
        registered_by=by.id,
        **stamp(by, now),
    )


def _write_identifiers(patient: Patient, identity: details.Identity, facility: Facility, by: Actor) -> None:
    rows = [
        identifier_row(patient, system, text, by)
        for system, text in identity.identifiers.items()
        if text.strip()
    ]
    brought = next((row for row in rows if row.system == IdentifierSystem.NUPIN), None)
    if brought is None:
        rows.append(nupins.issue(patient, facility, by))
    elif brought.value and not nupins.claim(patient, IdentifierSystem.NUPIN, brought.value):
        raise IdentifierTaken(IdentifierSystem.NUPIN)
    PatientIdentifier.objects.bulk_create(rows)


def _write_surroundings(patient: Patient, registration: details.Registration, by: Actor) -> None:
    since, lives_there = DateRange(today(), None), DateRange(registration.address_since or today(), None)
    PatientContact.objects.bulk_create(
        [contact_row(patient, item, since, by) for item in registration.contacts]
    )
    if not registration.address.is_empty():
        PatientAddress.objects.create(
            patient=patient, valid=lives_there, **_columns(registration.address), **stamp(by)
        )
    PatientFamily.objects.bulk_create(
        [
            relative_row(patient, relative, _rank(registration, relative), by)
            for relative in registration.relatives
        ]
    )
    PatientPersonal.objects.create(patient=patient, **_columns(registration.personal), **stamp(by))


def _rank(registration: details.Registration, relative: details.Relative) -> int:
    alike = [item for item in registration.relatives if item.relation == relative.relation]
    return alike.index(relative)


def _columns(values: details.Address | details.Personal) -> dict[str, object]:
    return {name: getattr(values, name) for name in values.__slots__}
