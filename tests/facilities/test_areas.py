"""Provinces and districts: the facts that the migrations bring, and what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, ProtectedError

from facilities.models import District, DistrictProvince, Facility, Province
from facilities.selectors import Areas, unknown_facility

TODAY = {
    "Western": 16, "Eastern": 15, "Southern": 15, "Luapula": 12, "Northern": 12,
    "Central": 11, "North-Western": 11, "Copperbelt": 10, "Muchinga": 8, "Lusaka": 6,
}  # fmt: skip


def province_on(district: str, day: date) -> str:
    return DistrictProvince.objects.get(district__name=district, valid__contains=day).province.name


def test_districts_today_number_116_in_ten_provinces(db):
    rows = DistrictProvince.objects.filter(valid__contains=date.today())
    assert dict(rows.values_list("province__name").annotate(n=Count("district", distinct=True))) == TODAY
    assert Province.objects.count() == 10
    assert District.objects.count() == 116


@pytest.mark.parametrize(
    ("district", "before", "since"),
    [
        ("Chama", "Muchinga", "Eastern"),
        ("Chirundu", "Lusaka", "Southern"),
        ("Itezhi-Tezhi", "Central", "Southern"),
    ],
)
def test_district_moved_in_2022_lies_in_another_province_before(db, district, before, since):
    assert province_on(district, date(2021, 12, 31)) == before
    assert province_on(district, date(2022, 1, 1)) == since


def test_every_district_lies_somewhere_on_any_day(db):
    for day in (date(2015, 6, 1), date(2022, 1, 1), date(2040, 1, 1)):
        assert DistrictProvince.objects.filter(valid__contains=day).count() == 116


def test_district_in_two_provinces_at_a_time_refused(db):
    chama = District.objects.get(name="Chama")
    with pytest.raises(IntegrityError, match="district_in_one_province"), transaction.atomic():
        DistrictProvince.objects.create(
            district=chama,
            province=Province.objects.get(name="Lusaka"),
            valid=DateRange(date(2030, 1, 1), None),
        )


def test_period_without_a_day_refused(db):
    row = DistrictProvince.objects.first()
    row.valid = DateRange(empty=True)
    with pytest.raises(IntegrityError, match="district_province_period"), transaction.atomic():
        row.save()


def test_district_with_facilities_can_not_be_deleted(facility):
    with pytest.raises(ProtectedError):
        facility.district.delete()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("KAPIRI-MPOSHI", "Kapiri Mposhi"),
        (" itezhi  tezhi", "Itezhi-Tezhi"),
        ("Lavushi Manda", "Lavushimanda"),
        ("Senga Hill", "Senga"),
        ("Mushindano", "Mushindamo"),
        ("Shang\u2019ombo", "Shang'ombo"),
    ],
)
def test_district_found_by_a_spelling_met_in_lists(db, given, name):
    found = Areas().district(given)
    assert found is not None
    assert found.name == name


def test_district_of_no_known_name_not_guessed(db):
    assert Areas().district("Atlantis") is None
    assert Areas().district("") is None


def test_no_spelling_names_two_districts(db):
    from facilities.rules.names import fold_name

    owners: dict[str, set[str]] = {}
    for district in District.objects.all():
        for spelling in (district.name, *district.other_names):
            owners.setdefault(fold_name(spelling), set()).add(district.name)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_unknown_facility_is_one(db):
    assert unknown_facility().name == "Unknown facility"
    with pytest.raises(IntegrityError, match="facility_one_unknown"), transaction.atomic():
        Facility.objects.create(name="Another", is_unknown=True)


def test_known_facility_without_district_refused(db):
    with pytest.raises(IntegrityError, match="facility_has_district"), transaction.atomic():
        Facility.objects.create(name="Nowhere Health Post")


def test_mfl_code_not_of_eight_digits_refused(facility):
    facility.mfl_code = "1005XY36"
    with pytest.raises(IntegrityError, match="facility_mfl_code_eight_digits"), transaction.atomic():
        facility.save()


def test_coordinates_outside_zambia_refused(facility):
    facility.longitude_deg, facility.latitude_deg = 28, 15
    with pytest.raises(IntegrityError, match="facility_coordinates_in_zambia"), transaction.atomic():
        facility.save()
