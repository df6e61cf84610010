from django.db import migrations

from smartcare.db.operations import CreateEnum, SqlFile


class Migration(migrations.Migration):
    initial = True
    dependencies = [("audit", "0001_context")]
    operations = [
        SqlFile("facilities", "fn_facility_name_key__v1"),
        CreateEnum(
            "facility_type",
            [
                "health_post",
                "rural_health_centre",
                "urban_health_centre",
                "zonal_health_centre",
                "border_health_post",
                "hospital_affiliated_health_centre",
                "hospital_level_1",
                "hospital_level_2",
                "hospital_level_3",
                "unknown",
            ],
        ),
        CreateEnum("facility_ownership", ["government", "private", "ngo", "military", "police", "unknown"]),
        CreateEnum("facility_setting", ["rural", "urban", "peri_urban", "unknown"]),
        CreateEnum("facility_status", ["operational", "under_construction", "closed", "unknown"]),
    ]
