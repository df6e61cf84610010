from django.db import migrations

from audit.attach import AttachAudit


class Migration(migrations.Migration):
    dependencies = [("facilities", "0004_unknown_facility"), ("audit", "0002_events")]
    operations = [
        AttachAudit("province"),
        AttachAudit("district"),
        AttachAudit("districtprovince"),
        AttachAudit("facility"),
    ]
