from django.db import migrations

from smartcare.db.operations import CreateEnum, SqlFile


class Migration(migrations.Migration):
    initial = True
    dependencies = [("audit", "0001_context")]
    operations = [
        SqlFile("patients", "fn_patients_normalise__v1"),
        SqlFile("patients", "seq_patient_legacy_id__v1"),
        CreateEnum("patient_sex", ["F", "M", "O", "U"]),
        CreateEnum("birth_precision", ["day", "month", "year", "unknown"]),
        CreateEnum("text_state", ["ok", "said_none", "to_mend"]),
        CreateEnum("identifier_system", ["nrc", "under_five_card", "napsa", "nupin", "art_number", "passport"]),
        CreateEnum("contact_kind", ["cellphone", "other_cellphone", "landline", "email"]),
        CreateEnum("phone_owner", ["own", "partner", "relative", "neighbour", "unknown"]),
        CreateEnum("address_use", ["home", "temporary"]),
        CreateEnum("family_relation", ["mother", "father", "guardian", "spouse"]),
        CreateEnum("marital_status", ["single", "married", "cohabiting", "separated", "divorced", "widowed"]),
    ]
