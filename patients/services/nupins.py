"""NUPIN serials of a facility, without a gap and without a twin."""

from django.db import connection

from audit.context import Actor
from facilities.models import Facility
from patients.enums import IdentifierSystem
from patients.exceptions import NoSerialLeft
from patients.models import IdentifierRegistry, Patient, PatientIdentifier
from patients.rules.nupin import make_nupin
from patients.services.rows import identifier_row

LAST_SERIAL = 99_999

_NEXT = """
    INSERT INTO patient_nupin_serial AS s (facility_id, last_serial) VALUES (%s, 1)
    ON CONFLICT (facility_id) DO UPDATE SET last_serial = s.last_serial + 1 WHERE s.last_serial < %s
    RETURNING last_serial
"""
_CLAIM = """
    INSERT INTO patient_identifier_registry (system, value, patient_id, is_issued) VALUES (%s, %s, %s, %s)
    ON CONFLICT (system, value) DO NOTHING RETURNING value
"""


def claim(patient: Patient, system: IdentifierSystem, value: str, *, is_issued: bool = False) -> bool:
    """Enter a number into the country's registry. Gives: False when it is another patient's already."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [system.value, value, patient.pk, is_issued])
        if cursor.fetchone():
            return True
        cursor.execute(
            "SELECT patient_id FROM patient_identifier_registry WHERE system = %s AND value = %s",
            [system.value, value],
        )
        row = cursor.fetchone()
        return bool(row and row[0] == patient.pk)


def release(patient: Patient, system: IdentifierSystem, value: str) -> None:
    """Give back a number that turned out not to be hers, so that its owner can bring it. One that we issued stays taken."""
    IdentifierRegistry.objects.filter(system=system, value=value, patient=patient, is_issued=False).delete()


def issue(patient: Patient, facility: Facility, by: Actor) -> PatientIdentifier:
    """Give a patient the next NUPIN of a facility, inside an act.

    The serial's row stays locked until the act commits: two clerks wait for each other, and a failed act gives the number back.
    Numbers that came with migrated patients are passed over. Raises: NoSerialLeft.
    """
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_NEXT, [facility.pk, LAST_SERIAL])
            row = cursor.fetchone()
        if row is None:
            raise NoSerialLeft
        value = make_nupin(facility.mfl_code, facility.pk, row[0])
        if claim(patient, IdentifierSystem.NUPIN, value, is_issued=True):
            return identifier_row(patient, IdentifierSystem.NUPIN, value, by)
