from django.db import migrations

from smartcare.db.operations import SqlFile


class Migration(migrations.Migration):
    dependencies = [("facilities", "0004_unknown_facility"), ("patients", "0003_guards")]
    operations = [
        SqlFile("patients", "fn_patients_legacy__v1"),
        SqlFile("patients", "view_v_patients_legacy__v1"),
    ]
