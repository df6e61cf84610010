"""Ten provinces and 116 districts, and which province each district lies in, with dates."""

import csv
from datetime import date
from pathlib import Path

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

DISTRICTS = Path(__file__).resolve().parents[1] / "data" / "districts__v1.csv"
PROVINCE_SPELLINGS = {"North-Western": ["Northwestern", "North Western"]}
# The realignment was announced on 17 Nov 2021 and carried out in the course of 2022; the year is what all sources share.
MOVED_ON = date(2022, 1, 1)


def add_areas(apps, schema_editor):
    Province, District, DistrictProvince = (
        apps.get_model("facilities", name) for name in ("Province", "District", "DistrictProvince")
    )
    with DISTRICTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    provinces = {
        name: Province.objects.create(name=name, other_names=PROVINCE_SPELLINGS.get(name, []))
        for name in sorted({row["province"] for row in rows})
    }
    for row in sorted(rows, key=lambda row: row["district"]):
        district = District.objects.create(
            name=row["district"], other_names=[text for text in row["other_names"].split(";") if text]
        )
        since = None
        if before := row["province_before_2022"]:
            since = MOVED_ON
            DistrictProvince.objects.create(
                district=district, province=provinces[before], valid=DateRange(None, MOVED_ON)
            )
        DistrictProvince.objects.create(
            district=district, province=provinces[row["province"]], valid=DateRange(since, None)
        )


def remove_areas(apps, schema_editor):
    """Refused by the foreign keys as long as a facility lies in a district."""
    for name in ("DistrictProvince", "District", "Province"):
        apps.get_model("facilities", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("facilities", "0002_tables")]
    operations = [migrations.RunPython(add_areas, remove_areas)]
