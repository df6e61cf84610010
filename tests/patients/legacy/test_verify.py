"""The comparison sees any change of any value, on either side, and shows no value unless asked."""

import pytest
from django.core.management import CommandError
from django.db import connection

from patients.legacy.shape import COLUMNS, Column
from patients.legacy.verify import verify
from patients.models import Patient
from tests.patients.legacy.conftest import SMALL, one, owner, rows_of, said

VALUES = [column for column in COLUMNS if column.name != "id"]
OTHER = {
    "text": "coalesce({0}, '') || 'x'",
    "boolean": "NOT coalesce({0}, false)",
    "date": "{0} + 1",
    "timestamp without time zone": "coalesce({0}, LOCALTIMESTAMP) + interval '1 microsecond'",
}


def ids() -> list[int]:
    return one("SELECT array_agg(id ORDER BY id) FROM patients")


def spoil(columns: list[Column], expression: dict[str, str]) -> set[tuple[int, str]]:
    """Change one column in one row each. Gives: (row id, column) of each change."""
    changed = list(zip(ids(), columns, strict=False))
    for row_id, column in changed:
        owner(
            f"UPDATE patients SET {column.name} = {expression[column.type].format(column.name)} WHERE id = {row_id}"
        )
    return {(row_id, column.name) for row_id, column in changed}


def test_verify_finds_one_altered_value_in_each_column_and_nothing_else(migrated: str) -> None:
    changed = spoil(VALUES, OTHER)
    result = verify(table="patients")
    assert {(found.id, found.column) for found in result.differences} == changed
    assert set(result.by_column) == {column.name for column in VALUES}
    assert not result.holds()


def test_verify_tells_null_from_an_empty_text_in_each_column(migrated: str) -> None:
    free = [column for column in VALUES if column.type == "text" and not column.required]
    changed = spoil(free, {"text": "CASE WHEN {0} IS NULL THEN '' END"})
    result = verify(table="patients")
    assert {(found.id, found.column) for found in result.differences} == changed


def test_verify_finds_an_altered_id_as_a_missing_and_an_extra_row(migrated: str) -> None:
    first = ids()[0]
    owner(f"UPDATE patients SET id = 900001 WHERE id = {first}")
    result = verify(table="patients")
    assert (result.missing, result.extra) == ([900001], [first])


def test_verify_finds_rows_that_were_never_migrated_and_rows_taken_away(migrated: str) -> None:
    first, second = ids()[:2]
    owner(f"DELETE FROM patients WHERE id = {first}")
    with pytest.raises(CommandError, match="1 differences"):
        said("legacy_verify")
    assert verify(table="patients").extra == [first]
    owner(
        f"INSERT INTO patients SELECT * FROM patients WHERE false; UPDATE patients SET id = 900001 WHERE id = {second}"
    )
    assert verify(table="patients").missing == [900001]


@pytest.mark.parametrize(
    ("statement", "column"),
    [
        ("UPDATE patient_core SET first_name = 'Other', first_name_given = NULL", "first_name"),
        ("UPDATE patient_core SET sex = 'O', sex_given = NULL", "sex"),
        ("UPDATE patient_core SET registered_at = registered_at + interval '1 hour'", "registration_date"),
        ("DELETE FROM patient_family WHERE relation = 'mother'", "mothers_name"),
        ("UPDATE patient_contacts SET valid = daterange(lower(valid), lower(valid) + 1)", "cellphone"),
        ("UPDATE patient_personal SET home_language = 'Other'", "home_language"),
    ],
)
def test_verify_finds_a_change_in_the_new_tables(migrated: str, statement: str, column: str) -> None:
    owner(statement)
    assert column in verify(table="patients").by_column


def test_verify_finds_rows_that_the_view_can_not_show(migrated: str) -> None:
    owner(
        "INSERT INTO patient_family (id, patient_id, relation, rank, nrc_state, version, updated_at, updated_by) "
        "SELECT gen_random_uuid(), p.id, 'spouse', 0, 'ok', 1, now(), 'legacy' FROM patient_core p WHERE NOT EXISTS "
        "(SELECT FROM patient_family f WHERE f.patient_id = p.id AND f.relation = 'spouse') LIMIT 1"
    )
    result = verify(table="patients")
    assert not result.by_column
    assert list(result.surplus) == ["patient_family"]


def test_verify_finds_a_sequence_that_would_give_a_number_twice(migrated: str) -> None:
    owner("SELECT setval('patient_legacy_id_seq', 1, false)")
    with pytest.raises(CommandError, match="1 differences"):
        said("legacy_verify")


def test_verify_shows_lengths_and_digests_and_values_only_when_asked(migrated: str) -> None:
    first = ids()[0]
    owner(f"UPDATE patients SET surname = 'Secretname' WHERE id = {first}")
    hidden = verify(table="patients").differences[0]
    assert "Secretname" not in hidden.legacy
    assert hidden.legacy.startswith("10 characters, digest ")
    assert verify(table="patients").differences[0].legacy != hidden.legacy
    assert verify(table="patients", show_values=True).differences[0].legacy == "'Secretname'"


def test_verify_without_a_table_says_so(places: None) -> None:
    with pytest.raises(CommandError, match="There is no table patients"):
        said("legacy_verify")


def test_verify_writes_nothing(migrated: str) -> None:
    before = one("SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM patient_core p")
    said("legacy_verify")
    assert one("SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM patient_core p") == before


def test_view_has_the_columns_of_the_legacy_table_in_its_order_and_types(loaded: None) -> None:
    shape = (
        "SELECT array_agg(attname || ' ' || format_type(atttypid, NULL) ORDER BY attnum) FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0"
    )
    view, table = one(shape, "v_patients_legacy"), one(shape, "patients")
    assert view[0] == "id bigint"
    assert view[1:] == table[1:]


def test_view_shows_patients_registered_here_in_the_legacy_spelling(ema: Patient) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, sex, mothers_name, cellphone, facility, date_of_birth, nrc FROM v_patients_legacy"
        )
        row_id, sex, mother, phone, facility, born, _nrc = cursor.fetchone()
    ema.refresh_from_db()
    assert (row_id, sex, facility, born) == (ema.legacy_id, "Female", ema.facility.name, ema.date_of_birth)
    assert mother is not None
    assert phone is not None


def test_view_names_a_mother_who_is_a_patient_herself(migrated: str) -> None:
    mother, child = Patient.objects.order_by("legacy_id")[:2]
    owner(
        f"UPDATE patient_family SET relative_id = '{mother.pk}', first_name = NULL, surname = NULL "
        f"WHERE patient_id = '{child.pk}' AND relation = 'mother'"
    )
    assert (
        one("SELECT mothers_name FROM v_patients_legacy WHERE id = %s", child.legacy_id) == mother.first_name
    )


def test_view_leaves_out_tables_that_a_query_does_not_need(migrated: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT count(*) FROM v_patients_legacy")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("SET enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT cellphone FROM v_patients_legacy WHERE id = 1")
        by_id = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("RESET enable_seqscan")
    assert "patient_core" in plan
    assert not any(
        table in plan for table in ("patient_contacts", "patient_identifiers", "patient_family", "facilities")
    )
    assert "patient_core_legacy_id" in by_id
    assert "patient_family" not in by_id


def test_view_shows_one_row_a_patient_whatever_she_has(migrated: str) -> None:
    owner(
        "UPDATE patient_contacts SET valid = daterange(lower(valid), (now() AT TIME ZONE 'Africa/Lusaka')::date) "
        "WHERE lower(valid) < (now() AT TIME ZONE 'Africa/Lusaka')::date; "
        "INSERT INTO patient_contacts (id, patient_id, kind, value, state, owner, owner_name, is_primary, "
        "valid, version, updated_at, updated_by) "
        "SELECT gen_random_uuid(), patient_id, kind, '+260977999999', 'ok', 'own', '', false, daterange(upper(valid), NULL), 1, now(), 'x' "
        "FROM patient_contacts WHERE kind = 'cellphone' AND NOT upper_inf(valid)"
    )
    assert one("SELECT count(*) FROM v_patients_legacy") == len(rows_of(SMALL))
    assert one("SELECT count(*) FROM v_patients_legacy WHERE cellphone = '+260977999999'") > 0
