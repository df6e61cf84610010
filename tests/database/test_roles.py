"""Two roles: what the application's may not do, whoever wrote the code that tries."""

import pytest
from django.db import ProgrammingError, connection, transaction

pytestmark = pytest.mark.django_db

REFUSED = [
    "CREATE TABLE mine (id int)",
    "DROP TABLE patient_contacts",
    "ALTER TABLE patient_core DISABLE TRIGGER ALL",
    "TRUNCATE patient_contacts",
    "DELETE FROM patient_core",
    "INSERT INTO patient_contacts_history (history_id) VALUES (gen_random_uuid())",
    "UPDATE patient_contacts_history SET value = 'x'",
    "DELETE FROM patient_address_history",
    "DELETE FROM django_migrations",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION smartcare_require_actor() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "ALTER TYPE patient_sex ADD VALUE 'X'",
    "COPY patient_core TO PROGRAM 'cat'",
]


def test_the_tests_run_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT pg_has_role(current_user, 'smartcare_app', 'MEMBER')")
        assert cursor.fetchone() == (True,)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_application_may_not(statement: str) -> None:
    with pytest.raises(ProgrammingError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert getattr(refused.value.__cause__, "sqlstate", "") == "42501", refused.value
