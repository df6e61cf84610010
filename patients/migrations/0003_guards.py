from django.db import migrations

from audit.operations import AttachHistory, RequireActor
from smartcare.db.operations import OwnedKey, SqlFile

OWNED = [
    "patient_identifiers",
    "patient_contacts",
    "patient_address",
    "patient_family",
    "patient_personal",
    "patient_recent",
]
GUARDED = ["patient_core", *OWNED, "patient_identifier_registry", "patient_nupin_serial", "patient_registration_draft"]


class Migration(migrations.Migration):
    dependencies = [("patients", "0002_tables")]
    operations = [
        *[OwnedKey(table) for table in OWNED],
        OwnedKey("patient_contacts_history", "history_id"),
        OwnedKey("patient_address_history", "history_id"),
        *[RequireActor(table) for table in GUARDED],
        AttachHistory("patientcontact"),
        AttachHistory("patientaddress"),
        SqlFile("patients", "trg_birth_not_in_future__v1"),
        SqlFile("patients", "trg_patient_stays__v1"),
    ]
