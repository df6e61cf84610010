"""Registering a woman: the act, all rows; against the same rows written by plain SQL."""

from collections.abc import Callable
from itertools import count

from django.db import connection, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from benchmarks.stage import clerk
from patients.services.registration import register
from tests.factories.patients import registration

_number = count()


def by_act(client: int) -> Callable[[], object]:
    """The act, with a facility of the client's own: two clerks of one facility wait for each other's NUPIN on purpose."""
    _, actor = clerk(next(_number))
    return lambda: register(by=actor, registration=registration())


def by_plain_sql(client: int) -> Callable[[], object]:
    """The same eight rows as bare INSERTs in one transaction, with the guards and history triggers of the tables."""
    _, actor = clerk(next(_number))
    serial = count(1)

    def write() -> None:
        values = {
            "patient": uuid7(),
            "ids": [uuid7() for _ in range(5)],
            "facility": actor.facility_id,
            "now": timezone.now(),
            "nupin": f"9-{actor.facility_id}-{next(serial)}",
        }
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL smartcare.actor_id = 'bench'; SET LOCAL smartcare.act = 'bench'")
            for statement in PLAIN:
                cursor.execute(statement, values)

    return write


_STAMP = "1, %(now)s, 'bench'"
PLAIN = [
    f"""INSERT INTO patient_core (id, first_name, surname, sex, date_of_birth, birth_precision, is_estimated_dob, country,
        no_nrc, no_phone, facility_id, registered_at, registered_by, version, updated_at, updated_by)
        VALUES (%(patient)s, 'Ema', 'Mwansa', 'F', '1998-03-12', 'day', false, 'Zambia', false, false, %(facility)s, %(now)s,
        'bench', {_STAMP})""",
    """INSERT INTO patient_nupin_serial AS s (facility_id, last_serial) VALUES (%(facility)s, 1)
        ON CONFLICT (facility_id) DO UPDATE SET last_serial = (s.last_serial + 1) %% 99999""",
    "INSERT INTO patient_identifier_registry (system, value, patient_id) VALUES ('nupin', %(nupin)s, %(patient)s)",
    f"""INSERT INTO patient_identifiers (id, patient_id, system, rank, value, state, version, updated_at, updated_by)
        VALUES ((%(ids)s)[1], %(patient)s, 'nrc', 0, '123456/10/1', 'ok', {_STAMP}),
               ((%(ids)s)[2], %(patient)s, 'nupin', 0, %(nupin)s, 'ok', {_STAMP})""",
    f"""INSERT INTO patient_contacts (id, patient_id, kind, value, value_given, state, owner, owner_name, is_primary, valid,
        version, updated_at, updated_by) VALUES ((%(ids)s)[3], %(patient)s, 'cellphone', '+260977123456', '0977123456', 'ok',
        'own', '', true, daterange(current_date, NULL), {_STAMP})""",
    f"""INSERT INTO patient_address (id, patient_id, use, house_number, area, city_town_village, valid, version, updated_at,
        updated_by) VALUES ((%(ids)s)[4], %(patient)s, 'home', '12', 'Chainda', 'Chongwe', daterange(current_date, NULL), {_STAMP})""",
    f"""INSERT INTO patient_personal (id, patient_id, version, updated_at, updated_by)
        VALUES ((%(ids)s)[5], %(patient)s, {_STAMP})""",
]
