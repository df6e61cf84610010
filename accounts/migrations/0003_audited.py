from django.db import migrations

from audit.attach import AttachAudit


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_kind_words"),
        ("audit", "0002_events"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [
        AttachAudit("user", hidden=["password"]),
        AttachAudit("membership"),
        AttachAudit("user_groups"),
        AttachAudit("user_user_permissions"),
        AttachAudit("group", app_label="auth"),
        AttachAudit("group_permissions", app_label="auth"),
        AttachAudit("emailaddress", app_label="account"),
        AttachAudit("emailconfirmation", app_label="account", hidden=["key"]),
    ]
