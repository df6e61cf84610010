from django.db import migrations

from smartcare.db.operations import SqlFile


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_models")]
    operations = [
        SqlFile("audit", "fn_audit_leaf__v1"),
        SqlFile("audit", "tbl_audit_proof__v1"),
        SqlFile("audit", "fn_audit_redact__v1"),
    ]
