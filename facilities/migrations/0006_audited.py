from django.db import migrations

from audit.attach import AttachAudit


class Migration(migrations.Migration):
    dependencies = [("facilities", "0005_kind_words"), ("audit", "0002_events")]
    operations = [
        AttachAudit("province"),
        AttachAudit("district"),
        AttachAudit("districtprovince"),
        AttachAudit("facility"),
    ]
