"""The tables of a patient could be distributed by patient: what a distributed engine refuses is not there.

A linter reads the catalogue; PostgreSQL itself judges keys by a shadow of each table, partitioned by hash of the patient.
"""

import pytest
from django.apps import apps
from django.db import connection

from patients.models import Patient, PatientOwned
from smartcare.db.roles import as_owner

OWNED = sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, PatientOwned))
HISTORIES = ["patient_contacts_history", "patient_address_history"]
REFERENCE = {"facilities_facility", "facilities_district", "facilities_province"}
# `distribute` drops this one: the sequence already makes it unique, and old programs want the constraint until then.
UNIQUE_WITHOUT_PATIENT = {"patient_core_legacy_id_key"}

UNIQUE = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid),
           ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey))
    FROM pg_index i WHERE i.indrelid = %s::regclass AND (i.indisunique OR i.indisexclusion)
"""
FOREIGN = """
    SELECT conname, confrelid::regclass::text,
           ARRAY(SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey))
    FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass
"""


def test_there_are_tables_to_judge() -> None:
    assert {
        "patient_contacts",
        "patient_address",
        "patient_family",
        "patient_personal",
        "patient_identifiers",
    } <= set(OWNED)


@pytest.mark.django_db
@pytest.mark.parametrize("table", [*OWNED, *HISTORIES, Patient._meta.db_table])
def test_every_unique_key_contains_the_patient(table: str) -> None:
    patient = "id" if table == Patient._meta.db_table else "patient_id"
    with connection.cursor() as cursor:
        cursor.execute(UNIQUE, [table])
        without = [name for name, _, columns in cursor.fetchall() if patient not in columns]

    assert set(without) <= UNIQUE_WITHOUT_PATIENT


@pytest.mark.django_db
@pytest.mark.parametrize("table", [*OWNED, *HISTORIES])
def test_foreign_keys_stay_with_the_patient_or_go_to_reference_tables(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN, [table])
        astray = [
            name
            for name, target, columns in cursor.fetchall()
            if target not in REFERENCE and not (target == "patient_core" and columns == ["patient_id"])
        ]

    assert astray == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", OWNED)
def test_patient_id_is_there_in_every_row(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attnotnull FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'patient_id'",
            [table],
        )
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db(transaction=True)
def test_postgresql_accepts_the_keys_on_tables_partitioned_by_patient() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA shadow")
        try:
            for table in OWNED:
                cursor.execute(
                    f"CREATE TABLE shadow.{table} (LIKE public.{table} INCLUDING GENERATED) PARTITION BY HASH (patient_id)"
                )
                cursor.execute(UNIQUE, [f"public.{table}"])
                for _, definition, _ in cursor.fetchall():
                    if definition.startswith("CREATE UNIQUE"):
                        cursor.execute(definition.replace(" ON public.", " ON shadow."))
            cursor.execute("SELECT count(*) FROM pg_indexes WHERE schemaname = 'shadow'")
            assert cursor.fetchone()[0] >= len(OWNED)
        finally:
            cursor.execute("DROP SCHEMA shadow CASCADE")
