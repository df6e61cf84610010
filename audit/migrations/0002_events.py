from django.db import migrations

from smartcare.db.operations import SqlFile


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_context")]
    operations = [
        SqlFile("audit", "tbl_audit_events__v1"),
        SqlFile("audit", "fn_audit_commitment__v1"),
        SqlFile("audit", "trg_audit_append_only__v1"),
        SqlFile("audit", "fn_audit_months__v1"),
        SqlFile("audit", "fn_audit_context__v1"),
        SqlFile("audit", "fn_audit_note__v1"),
        SqlFile("audit", "fn_audit_truncated__v1"),
        SqlFile("audit", "fn_audit_ddl_seen__v1"),
        SqlFile("audit", "tbl_audit_log__v1"),
    ]
