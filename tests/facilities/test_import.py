"""`import_facilities`: what becomes of every line of a facility list."""

import csv
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from audit.context import Actor
from facilities.enums import FacilityType, Ownership, Setting
from facilities.models import Facility
from facilities.services import ListRow, Outcome, import_facilities
from facilities.services.list_file import COLUMNS

PLAIN = {
    "Province": "Lusaka", "District": "Chongwe", "Name": "Mwalumina Rural Health Centre",
    "HMIS_code": "50039001", "DHIS2_UID": "aB3dEfGhIjK",
    "smartcare_GUID": "0123456789abcdef0123456789abcdef", "iHRIS_ID": "facility|9001",
    "location": "Rural", "ownership": "GRZ", "facility_type": "Rural Health Centre", "longitude": "28.9001",
    "latitude": "-15.1234", "catchment_population_head_count": "7001", "catchment_population_cso": "6500",
    "operation_status": "Operational",
}  # fmt: skip
NO_CODES = {"HMIS_code": "", "DHIS2_UID": "", "smartcare_GUID": ""}


@pytest.fixture
def write(tmp_path):
    def write(*rows: dict[str, str], columns=COLUMNS, name="list.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows({**PLAIN, **row} for row in rows)
        return path

    return write


def run(path: Path, **options) -> tuple[list[dict[str, str]], str]:
    """The outcome of every line, and what was said."""
    report, said = path.with_suffix(".report.csv"), StringIO()
    call_command("import_facilities", path, report=report, stdout=said, stderr=said, **options)
    with report.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)), said.getvalue()


def outcomes(path: Path, **options) -> list[str]:
    return [line["outcome"] for line in run(path, **options)[0]]


def known() -> Facility:
    return Facility.objects.get(is_unknown=False)


def test_new_facility_keeps_values_and_the_row_as_given(db, write):
    lines, said = run(write({"Name": " Mwalumina  Rural Health Centre "}))
    found = known()
    assert [line["outcome"] for line in lines] == ["created"]
    assert "1 created, 0 updated, 0 unchanged, 0 refused" in said
    assert (found.name, found.district.name) == ("Mwalumina Rural Health Centre", "Chongwe")
    assert (found.mfl_code, found.dhis2_uid, found.ihris_id) == ("50039001", "aB3dEfGhIjK", "facility|9001")
    assert (found.facility_type, found.ownership) == (FacilityType.RURAL_HEALTH_CENTRE, Ownership.GOVERNMENT)
    assert found.setting == Setting.RURAL
    assert (found.longitude_deg, found.latitude_deg) == (Decimal("28.9001"), Decimal("-15.1234"))
    assert (found.catchment_head_count, found.catchment_cso_count) == (7001, 6500)
    assert found.list_row == {**PLAIN, "Name": " Mwalumina  Rural Health Centre "}


def test_same_list_again_changes_nothing_and_writes_nothing(db, write):
    path = write({}, {**NO_CODES, "Name": "Nkomeshya Health Post", "longitude": "28", "latitude": "15"})
    assert outcomes(path) == ["created", "created"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin::text FROM facilities_facility ORDER BY id")
        before = cursor.fetchall()
        assert outcomes(path) == ["unchanged", "unchanged"]
        cursor.execute("SELECT id, xmin::text FROM facilities_facility ORDER BY id")
        assert cursor.fetchall() == before


def test_dry_run_says_the_same_and_writes_nothing(db, write):
    lines, said = run(write({}, {"District": "Atlantis"}), dry_run=True)
    assert [line["outcome"] for line in lines] == ["created", "refused"]
    assert "nothing was written" in said
    assert not Facility.objects.filter(is_unknown=False).exists()


def test_changed_row_updates_and_an_empty_cell_erases_nothing(db, write):
    run(write({}))
    assert outcomes(
        write({"operation_status": "Closed", "longitude": "", "latitude": "", "ownership": ""})
    ) == ["updated"]
    found = known()
    assert (found.operation_status, found.ownership) == ("closed", "government")
    assert found.longitude_deg == Decimal("28.9001")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"District": "Atlantis"}, "the district “Atlantis” is not known"),
        ({"District": ""}, "the district is missing"),
        ({"Name": "  "}, "the name is missing"),
        ({"Name": "Bad\x00Name"}, "can't be stored"),
    ],
)
def test_row_that_can_not_be_placed_refused_and_the_others_taken(db, write, row, why):
    lines, said = run(write(row, {"Name": "Other Health Post"}))
    assert [line["outcome"] for line in lines] == ["refused", "created"]
    assert why in lines[0]["notes"]
    assert "1 refused" in said


def test_line_with_too_many_cells_refused(db, write):
    path = write({})
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + ",surplus\n")
    lines, _ = run(path)
    assert lines[1]["outcome"] == "refused"
    assert "more cells" in lines[1]["notes"]


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [
        ("28", "15"),
        ("-10.0286", "28.686"),
        ("0", "0"),
        ("28.1", ""),
        ("x", "-15"),
        ("NaN", "-15"),
        ("1e400", "-15"),
    ],
)
def test_coordinates_not_usable_noted_and_kept_with_the_row(db, write, longitude, latitude):
    lines, _ = run(write({"longitude": longitude, "latitude": latitude}))
    assert lines[0]["outcome"] == "created"
    assert "coordinates not usable" in lines[0]["notes"]
    assert known().longitude_deg is None
    assert known().list_row["longitude"] == longitude


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("HMIS_code", "1005XY36", "mfl_code", None),
        ("facility_type", "Spa", "facility_type", "unknown"),
        ("catchment_population_cso", "about 900", "catchment_cso_count", None),
    ],
)
def test_cell_not_understood_noted_and_kept_with_the_row(db, write, column, cell, field, value):
    lines, _ = run(write({column: cell}))
    assert lines[0]["outcome"] == "created"
    assert cell in lines[0]["notes"]
    assert getattr(known(), field) == value
    assert known().list_row[column] == cell


def test_district_that_moved_taken_with_a_note(db, write):
    lines, _ = run(write({"Province": "Muchinga", "District": "Chama"}))
    assert lines[0]["outcome"] == "created"
    assert lines[0]["notes"] == "Chama was in Muchinga before; it is in Eastern today"


def test_province_that_never_held_the_district_taken_with_a_warning(db, write):
    lines, _ = run(write({"Province": "Copperbelt"}))
    assert lines[0]["outcome"] == "created"
    assert "check this line" in lines[0]["notes"]


def test_other_spelling_of_the_province_is_no_note(db, write):
    assert run(write({"Province": "Northwestern", "District": "Solwezi"}))[0][0]["notes"] == ""


def test_facility_that_moved_found_by_its_code(db, write):
    run(write({}))
    lines, _ = run(write({"District": "Kafue", "Name": "Mwalumina Zonal Health Centre"}))
    assert lines[0]["outcome"] == "updated"
    assert "moved to the district Kafue" in lines[0]["notes"]
    assert (known().district.name, known().name) == ("Kafue", "Mwalumina Zonal Health Centre")


def test_same_code_and_place_is_one_facility_and_both_rows_are_kept(db, write):
    other = {"HMIS_code": "", "smartcare_GUID": "", "Name": "Mwalumna RHC", "catchment_population_cso": "1"}
    path = write({"catchment_population_cso": ""}, other)
    lines, _ = run(path)
    assert [line["outcome"] for line in lines] == ["created", "updated"]
    assert "the same facility as line 2" in lines[1]["notes"]
    assert known().catchment_cso_count == 1
    assert [row["Name"] for row in known().list_row["also_listed"]] == ["Mwalumna RHC"]
    assert outcomes(path) == ["unchanged", "unchanged"]


def test_same_name_with_codes_that_complete_each_other_is_one_facility(db, write):
    path = write(
        {**NO_CODES, "HMIS_code": "50039001"},
        {**NO_CODES, "DHIS2_UID": "aB3dEfGhIjK", "Name": "MWALUMINA R.H.C."},
    )
    assert outcomes(path) == ["created", "updated"]
    assert (known().mfl_code, known().dhis2_uid) == ("50039001", "aB3dEfGhIjK")
    assert outcomes(path) == ["unchanged", "unchanged"]


def test_same_name_with_different_codes_are_two_facilities(db, write):
    path = write({}, {"HMIS_code": "50039002", "DHIS2_UID": "zzzzzzzzzzz", "smartcare_GUID": ""})
    assert outcomes(path) == ["created", "created"]
    assert outcomes(path) == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"District": "Kafue"}, "in another district"),
        ({"Name": "Kasisi Rural Health Centre"}, "which has another name"),
        ({"DHIS2_UID": "zzzzzzzzzzz"}, "which has other codes"),
    ],
)
def test_code_of_an_earlier_line_refused_naming_that_line(db, write, row, why):
    lines, _ = run(write({}, row))
    assert [line["outcome"] for line in lines] == ["created", "refused"]
    assert "MFL code 50039001 is already that of line 2" in lines[1]["notes"]
    assert why in lines[1]["notes"]


def test_codes_of_two_facilities_in_one_row_refused(db, write):
    run(
        write(
            {}, {"Name": "Kasisi", "HMIS_code": "50039002", "DHIS2_UID": "zzzzzzzzzzz", "smartcare_GUID": ""}
        )
    )
    lines, _ = run(write({"DHIS2_UID": "zzzzzzzzzzz"}))
    assert lines[0]["outcome"] == "refused"
    assert "belongs to another facility: Kasisi" in lines[0]["notes"]


def test_row_without_codes_that_fits_two_facilities_refused(db, write):
    twins = {}, {"HMIS_code": "50039002", "DHIS2_UID": "zzzzzzzzzzz", "smartcare_GUID": ""}
    lines, _ = run(write(*twins, NO_CODES))
    assert [line["outcome"] for line in lines] == ["created", "created", "refused"]
    assert "give a code" in lines[2]["notes"]


def test_row_without_codes_stays_with_its_facility_when_a_twin_came_later(db, write):
    twin = {"HMIS_code": "50039002", "DHIS2_UID": "zzzzzzzzzzz", "smartcare_GUID": ""}
    path = write({}, NO_CODES, twin)
    assert outcomes(path) == ["created", "updated", "created"]
    assert outcomes(path) == ["unchanged", "unchanged", "unchanged"]


def test_unknown_facility_never_matched_by_its_name(db, write):
    assert outcomes(write({**NO_CODES, "Name": "Unknown facility"})) == ["created"]


def test_file_without_columns_refused_naming_them(db, write):
    with pytest.raises(CommandError, match="Columns are missing: District, latitude"):
        run(write({}, columns=[column for column in COLUMNS if column not in ("District", "latitude")]))


def test_file_that_is_not_there_or_not_text_refused(db, tmp_path):
    with pytest.raises(CommandError, match="can't be opened"):
        run(tmp_path / "nothing.csv")
    (tmp_path / "latin.csv").write_bytes(b"Province,District\nL\xe9,x\n")
    with pytest.raises(CommandError, match="UTF-8"):
        run(tmp_path / "latin.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(CommandError, match="empty"):
        run(tmp_path / "empty.csv")


def test_file_broken_further_down_leaves_the_data_as_it_was(db, write):
    path = write({})
    path.write_bytes(path.read_bytes() + b"Lusaka,Chongwe,\xff\n")
    with pytest.raises(CommandError, match="UTF-8"):
        run(path)
    assert not Facility.objects.filter(is_unknown=False).exists()


def test_failed_write_leaves_the_data_as_it_was(transactional_db, write):
    """A trigger of the test stands for whatever may fail half way."""
    from smartcare.db.roles import as_owner

    refuse = (
        "CREATE FUNCTION test_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF NEW.name = 'Last' THEN RAISE integrity_constraint_violation; END IF; RETURN NEW; END $$; "
        "CREATE TRIGGER test_refuse BEFORE INSERT ON facilities_facility "
        "FOR EACH ROW EXECUTE FUNCTION test_refuse()"
    )
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(refuse)
    try:
        with pytest.raises(IntegrityError):
            run(write({}, {**NO_CODES, "Name": "Last"}))
        assert not Facility.objects.filter(is_unknown=False).exists()
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION test_refuse() CASCADE")


def test_act_without_an_actor_refused(db):
    with pytest.raises(TypeError, match="needs by=Actor"):
        import_facilities(by=None, reason="", rows=[])


def test_progress_told_every_500_rows(db):
    told = []
    rows = [ListRow(n, {**PLAIN, **NO_CODES, "Name": f"Post {n}"}) for n in range(2, 1203)]
    actor = Actor(id="program:test", name="test", role="program")
    result = import_facilities(by=actor, reason="", rows=rows, told=told.append)
    assert told == [500, 1000]
    assert result.count(Outcome.CREATED) == 1201
