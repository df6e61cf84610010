"""Every legacy row becomes a patient; nothing is guessed, nothing is lost, and a failure leaves nothing."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError
from django.db import DatabaseError, connection
from uuid_utils.compat import uuid7

from audit.context import Actor
from audit.exceptions import NO_ACTOR, sqlstate
from patients.legacy.mapping import parts
from patients.legacy.migrate import migrate, rehearse
from patients.models import Patient, PatientContact
from patients.services.registration import register
from tests.factories.patients import registration
from tests.patients.legacy.conftest import NULL, SAMPLES, SMALL, Row, one, owner, rows_of, said

Load = Callable[..., None]
PROGRAM = Actor(id="program:tests", name="tests", role="program")
CLEAN = "0 differences"


def state_of(table: str) -> str:
    """A digest of a table's rows."""
    return one(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t")


def test_migrate_moves_every_row_and_verify_finds_no_difference(migrated: str) -> None:
    rows = len(rows_of(SMALL))
    assert f"{rows} rows in the legacy table: {rows} migrated, 0 were there already." in migrated
    assert one("SELECT count(*) FROM patient_core") == rows
    assert one("SELECT count(*) FROM patient_personal") == rows
    assert said("legacy_verify").rstrip().endswith(f"{rows} rows × 59 columns compared, {CLEAN}")


@pytest.mark.parametrize("file", ["legacy_58_no_art", "legacy_58_no_religion"])
def test_migrate_takes_installations_that_lack_a_column(places: None, file: str) -> None:
    said("legacy_load", str(SAMPLES / f"{file}.csv"))
    said("legacy_migrate")
    told = said("legacy_verify")
    assert "compared as NULL" in told
    assert told.rstrip().endswith(f"20 rows × 59 columns compared, {CLEAN}")


def test_migrate_a_second_time_changes_nothing(migrated: str) -> None:
    before = {table: state_of(table) for table in parts()}
    rows = len(rows_of(SMALL))
    assert f"0 migrated, {rows} were there already." in said("legacy_migrate")
    assert {table: state_of(table) for table in parts()} == before
    assert CLEAN in said("legacy_verify")


def test_migrate_again_takes_only_the_rows_that_came_since(migrated: str) -> None:
    owner(
        "INSERT INTO patients (first_name, surname, date_of_birth, sex, country, cellphone, mothers_name, mothers_surname, facility) "
        "VALUES ('New', 'Row', '1990-05-05', 'f', 'Zambia', '', '', '', '')"
    )
    assert "1 migrated" in said("legacy_migrate")
    assert CLEAN in said("legacy_verify")


def test_dry_run_says_the_same_counts_and_writes_nothing(loaded: None) -> None:
    rehearsed = said("legacy_migrate", "--dry-run")
    assert "Dry run: nothing was written." in rehearsed
    assert one("SELECT count(*) FROM patient_core") == 0
    assert one("SELECT last_value FROM patient_legacy_id_seq") == 1
    counted = [line for line in said("legacy_migrate").splitlines() if line.startswith("  ")]
    assert counted == [line for line in rehearsed.splitlines() if line.startswith("  ")]


@pytest.mark.parametrize("table", [name for name in parts() if name != "patient_core"])
def test_migrate_that_fails_at_any_table_leaves_nothing(loaded: None, table: str) -> None:
    owner(f"ALTER TABLE {table} ADD CONSTRAINT refused CHECK (false) NOT VALID")
    try:
        with pytest.raises(CommandError, match=r"The database refused \(code 23514\). Nothing was written"):
            said("legacy_migrate")
    finally:
        owner(f"ALTER TABLE {table} DROP CONSTRAINT refused")
    assert {name: one(f"SELECT count(*) FROM {name}") for name in parts()} == dict.fromkeys(parts(), 0)
    assert one("SELECT count(*) FROM patient_contacts_history") == 0


def test_migrate_is_an_act_and_history_says_who_and_why(loaded: None) -> None:
    said("legacy_migrate", "--reason", "Cut-over at Chainda")
    for table in ("patient_contacts", "patient_address"):
        rows = one(f"SELECT count(*) FROM {table}")
        assert rows > 0
        told = one(
            f"SELECT count(*) FROM {table}_history h JOIN {table} t ON t.id = h.id AND t.patient_id = h.patient_id "
            "WHERE history_type = '+' AND history_act = 'legacy.migrate' AND history_user_id = 'program:legacy_migrate' "
            "AND history_change_reason = 'Cut-over at Chainda'"
        )
        assert told == rows


def test_application_writes_no_migrated_row_without_an_act(loaded: None) -> None:
    with connection.cursor() as cursor, pytest.raises(DatabaseError) as caught:
        cursor.execute(
            "INSERT INTO patient_personal (id, patient_id, version, updated_at, updated_by) VALUES (%s, %s, 1, now(), 'legacy')",
            [uuid7(), uuid7()],
        )
    assert sqlstate(caught.value) == NO_ACTOR
    with pytest.raises(TypeError, match="needs by=Actor"):
        migrate(by=None, reason="", table="patients", told=print)  # type: ignore[arg-type]


def test_migrate_without_a_table_or_facilities_or_with_a_wrong_table_says_so(places: None) -> None:
    with pytest.raises(CommandError, match="There is no table patients"):
        said("legacy_migrate")
    with pytest.raises(CommandError, match="is a view"):
        said("legacy_migrate", "--table", "v_patients_legacy")
    with pytest.raises(CommandError, match="unknown: name, other_names"):
        said("legacy_migrate", "--table", "facilities_district")
    said("legacy_load", str(SMALL))
    owner("DELETE FROM facilities_facility WHERE NOT is_unknown")
    with pytest.raises(CommandError, match="no facilities yet"):
        said("legacy_migrate")


def test_migrate_names_needed_columns_that_hold_null_and_wrong_types(loaded: None) -> None:
    owner("ALTER TABLE patients ALTER surname DROP NOT NULL; UPDATE patients SET surname = NULL WHERE id < 5")
    with pytest.raises(CommandError, match=r"hold NULL: surname \(\d\)"):
        said("legacy_migrate")
    owner("ALTER TABLE patients ALTER date_of_birth TYPE text")
    with pytest.raises(CommandError, match=r"wrong type: date_of_birth \(text\)"):
        said("legacy_migrate")


def test_migrate_says_when_it_may_not_read_the_table(loaded: None) -> None:
    owner("REVOKE ALL ON patients FROM smartcare_app")
    with pytest.raises(CommandError, match="GRANT SELECT ON patients"):
        said("legacy_migrate")


def test_two_people_with_one_nrc_are_both_migrated(load_rows: Load) -> None:
    load_rows({"nrc": "712345/10/1"}, {"nrc": "712345101", "first_name": "Kelvin"}, {"nrc": "12345/10/1"})
    assert "NRC of several people: 1 numbers, 2 people" in said("legacy_migrate")
    assert one("SELECT count(*) FROM patient_identifiers WHERE value = '712345/10/1'") == 2
    assert (
        one(
            "SELECT value FROM patient_identifiers i JOIN patient_core p ON p.id = patient_id WHERE legacy_id = 3 AND system = 'nrc'"
        )
        == "012345/10/1"
    )
    assert CLEAN in said("legacy_verify")


def test_nupin_of_two_people_is_entered_for_the_first_and_counted(load_rows: Load) -> None:
    load_rows({"nupin": "5010-010-12345-5"}, {"nupin": " 5010-010-12345-5"}, {"nupin": "N/A"})
    assert "NUPIN that another patient had first: 1" in said("legacy_migrate")
    assert one("SELECT count(*) FROM patient_identifiers WHERE system = 'nupin' AND state = 'ok'") == 2
    assert (
        one("SELECT legacy_id FROM patient_identifier_registry r JOIN patient_core p ON p.id = r.patient_id")
        == 1
    )


def test_unknown_facility_is_no_real_one_and_keeps_its_text(load_rows: Load) -> None:
    load_rows(
        {"facility": "Home"},
        {"facility": ""},
        {"facility": "Lumana RHC"},
        {"facility": "lumana rurla health centre"},
    )
    told = said("legacy_migrate", "--show-facilities")
    assert "facility: folded 1, similar 1, unknown 2" in told
    assert "unknown: 'Home', 1 rows" in told
    held = {
        p.legacy_id: (p.facility.is_unknown, p.facility_given)
        for p in Patient.objects.select_related("facility")
    }
    assert held[1] == (True, "Home")
    assert held[2] == (True, "")
    assert held[3] == (False, "Lumana RHC")
    assert held[4] == (False, "lumana rurla health centre")
    assert CLEAN in said("legacy_verify")


def test_facility_name_of_two_places_is_left_to_a_person(load_rows: Load) -> None:
    owner(
        "INSERT INTO facilities_facility (name, district_id, facility_type, ownership, setting, operation_status, is_unknown) "
        "SELECT 'Twin Health Post', id, 'unknown', 'unknown', 'unknown', 'unknown', false FROM facilities_district ORDER BY id LIMIT 2"
    )
    load_rows({"facility": "Twin Health Post"}, {"facility": "TWIN HP"})
    told = said("legacy_migrate", "--show-facilities")
    assert "facility: ambiguous 2" in told
    assert "ambiguous: 'TWIN HP', 1 rows, 2 facilities fit" in told
    assert not Patient.objects.filter(facility__is_unknown=False).exists()


def test_renaming_a_facility_later_does_not_change_what_was_given(migrated: str) -> None:
    owner("UPDATE facilities_facility SET name = name || ' (new)' WHERE NOT is_unknown")
    assert CLEAN in said("legacy_verify")


def test_birth_date_that_can_not_be_is_kept_as_given_and_not_believed(load_rows: Load) -> None:
    births: list[tuple[Row, str]] = [
        ({"date_of_birth": "1990-01-01", "is_estimated_dob": "t"}, "year"),
        ({"date_of_birth": "1990-01-01", "is_estimated_dob": "f"}, "day"),
        ({"date_of_birth": "1990-01-01", "is_estimated_dob": NULL}, "day"),
        ({"date_of_birth": "1990-05-17", "is_estimated_dob": "t"}, "day"),
        ({"date_of_birth": "1900-01-01", "is_estimated_dob": "f"}, "day"),
        ({"date_of_birth": "1899-12-31", "is_estimated_dob": "t"}, "unknown"),
        ({"date_of_birth": "2131-01-01", "is_estimated_dob": "f"}, "unknown"),
    ]
    load_rows(*[changes for changes, _precision in births])
    said("legacy_migrate")
    for patient in Patient.objects.all():
        changes, precision = births[patient.legacy_id - 1]
        believed = patient.date_of_birth_given is None
        held = patient.date_of_birth if believed else patient.date_of_birth_given
        assert (patient.birth_precision, believed) == (precision, precision != "unknown"), changes
        assert held.isoformat() == changes["date_of_birth"]
        assert (patient.date_of_birth is None) is (precision == "unknown")
    assert CLEAN in said("legacy_verify")


def test_first_usable_phone_is_primary_and_no_phone_is_said(load_rows: Load) -> None:
    none = {"landline": NULL, "email": NULL}
    load_rows(
        {"cellphone": "N/A", "other_cellphone": "0966000014", **none},
        {"cellphone": "0977000001", "other_cellphone": "0966000014", **none},
        {"cellphone": "", "other_cellphone": NULL, **none},
        {"cellphone": "12", "other_cellphone": NULL, "landline": NULL, "email": "a@example.org"},
    )
    said("legacy_migrate")
    primary = one(
        "SELECT array_agg(p.legacy_id || ' ' || c.kind ORDER BY p.legacy_id) FROM patient_contacts c "
        "JOIN patient_core p ON p.id = c.patient_id "
        "WHERE is_primary"
    )
    assert primary == ["1 other_cellphone", "2 cellphone"]
    assert list(Patient.objects.filter(no_phone=True).values_list("legacy_id", flat=True)) == [3]


def test_groups_that_are_wholly_null_make_no_row_and_empty_texts_do(load_rows: Load) -> None:
    address = ("house_number", "road_street", "area", "city_town_village", "landmarks")
    spouse = ("spouse_first_name", "spouse_surname")
    load_rows(
        dict.fromkeys((*address, *spouse), NULL),
        {"area": "", "spouse_surname": "", "spouse_first_name": NULL},
    )
    said("legacy_migrate")
    assert one(
        "SELECT array_agg(legacy_id) FROM patient_address a JOIN patient_core p ON p.id = patient_id"
    ) == [2]
    assert one(
        "SELECT array_agg(legacy_id) FROM patient_family f JOIN patient_core p ON p.id = patient_id WHERE relation = 'spouse'"
    ) == [2]
    assert CLEAN in said("legacy_verify")


TEXTS = (
    "\U0001f3e0 blue gate", "first\nsecond\r\nthird\ttab", 'a "quoted", text', "  blanks  ", "'; DROP TABLE patients; --",
    "x" * 9000, "behind the market " * 20, "\\", r"\\N", "\u202bright to left\u202c", "e\u0301 is not \u00e9", "%s {} %(x)s", "",
)  # fmt: skip
FREE = (
    "first_name", "surname", "sex", "nrc", "under_five_card_number", "napsa", "nupin", "art_number", "country", "cellphone",
    "other_cellphone", "landline", "email", "landmarks", "mothers_name", "fathers_nrc", "guardian_relationship",
    "marital_status", "spouse_surname", "religious_category", "occupation", "facility",
)  # fmt: skip


def test_any_text_comes_back_to_the_letter_from_any_column(load_rows: Load) -> None:
    load_rows(*[dict.fromkeys(FREE, text) for text in TEXTS])
    said("legacy_migrate")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(FREE)} FROM v_patients_legacy ORDER BY id")
        assert cursor.fetchall() == [(text,) * len(FREE) for text in TEXTS]
    assert CLEAN in said("legacy_verify")


def test_moments_come_back_exactly_and_stand_for_zambian_time(load_rows: Load) -> None:
    load_rows({"registration_date": "2024-08-03 11:47:51.123456", "last_updated": NULL})
    said("legacy_migrate")
    assert (
        one("SELECT registered_at AT TIME ZONE 'UTC' FROM patient_core").isoformat()
        == "2024-08-03T09:47:51.123456"
    )
    assert one("SELECT lower(valid) FROM patient_address").isoformat() == "2024-08-03"
    assert CLEAN in said("legacy_verify")


def test_contact_begins_no_later_than_today(load_rows: Load) -> None:
    load_rows({"registration_date": "2131-01-01 00:00:00"}, {"registration_date": NULL, "last_updated": NULL})
    said("legacy_migrate")
    assert (
        one("SELECT max(lower(valid)) <= (now() AT TIME ZONE 'Africa/Lusaka')::date FROM patient_contacts")
        is True
    )
    assert CLEAN in said("legacy_verify")


def test_patients_registered_before_give_way_to_legacy_numbers(
    loaded: None, ema: Patient, clerk: object
) -> None:
    legacy_ids = [int(row["id"]) for row in rows_of(SMALL)]
    owner(f"UPDATE patient_core SET legacy_id = {legacy_ids[3]} WHERE id = '{ema.pk}'")
    assert "1 patients registered here got a new legacy number" in said("legacy_migrate")
    ema.refresh_from_db()
    assert ema.legacy_id > max(legacy_ids)
    assert "1 patients registered here are not compared" in said("legacy_verify")
    later = register(by=clerk.actor, registration=registration())  # type: ignore[attr-defined]
    later.refresh_from_db()
    assert later.legacy_id > ema.legacy_id


def test_new_patient_gets_the_number_after_the_highest_legacy_one(migrated: str, clerk: object) -> None:
    new = register(by=clerk.actor, registration=registration())  # type: ignore[attr-defined]
    new.refresh_from_db()
    assert new.legacy_id == max(int(row["id"]) for row in rows_of(SMALL)) + 1


def test_rehearsal_gives_the_report_of_a_migration(loaded: None) -> None:
    report = rehearse(by=PROGRAM, reason="", table="patients", told=lambda step: None)
    assert report.migrated == report.rows == len(rows_of(SMALL))
    assert set(report.filled) == set(parts())
    assert sum(report.outcomes["facility"].values()) == report.rows


def test_days_that_no_calendar_of_python_holds_come_back_and_can_be_read(load_rows: Load) -> None:
    days = ["20190-05-03", "0044-03-15 BC", "infinity", "9999-12-31"]
    load_rows(*[{"date_of_birth": day, "is_estimated_dob": "t"} for day in days])
    said("legacy_migrate")
    held = [str(patient.date_of_birth_given) for patient in Patient.objects.order_by("legacy_id")]
    assert held == days
    assert CLEAN in said("legacy_verify")


def test_times_that_python_cannot_hold_come_back_and_take_no_page_down(load_rows: Load) -> None:
    times = ["20190-01-05 08:00:00", "infinity", "0044-03-15 10:00:00 BC", "2020-02-03 04:05:06"]
    load_rows(
        *[{"registration_date": time, "last_updated": time, "cellphone": "0977123456"} for time in times]
    )
    said("legacy_migrate")

    assert CLEAN in said("legacy_verify")
    known = [patient.registered_at is not None for patient in Patient.objects.order_by("legacy_id")]
    assert known == [False, False, False, True]
    assert len(list(PatientContact.objects.all())) >= len(times)


def test_application_may_only_read_the_legacy_table(loaded: None) -> None:
    rights = "has_table_privilege('smartcare_app', 'patients', %s)"
    assert one(f"SELECT {rights}", "SELECT") is True
    for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
        assert one(f"SELECT {rights}", right) is False, right
