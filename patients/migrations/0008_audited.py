from django.db import migrations

from audit.attach import AttachAudit, DetachHistory


class Migration(migrations.Migration):
    dependencies = [("patients", "0007_shared_numbers"), ("audit", "0002_events")]
    operations = [
        DetachHistory("patientcontact"),
        DetachHistory("patientaddress"),
        AttachAudit("patient", patient="id"),
        AttachAudit("patientidentifier"),
        AttachAudit("patientcontact"),
        AttachAudit("patientaddress"),
        AttachAudit("patientfamily"),
        AttachAudit("patientpersonal"),
        AttachAudit("identifierregistry", unnamed=True),
        AttachAudit("registrationdraft", hidden=["answers"]),
    ]
