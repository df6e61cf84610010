from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

from smartcare.db.operations import SqlFile


class Migration(migrations.Migration):
    initial = True
    run_before = [("contenttypes", "0001_initial"), ("sessions", "0001_initial")]
    dependencies = []
    operations = [
        SqlFile("smartcare.db", "grant_application_role__v1"),
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        SqlFile("smartcare.db", "fn_uuid7__v1"),
        SqlFile("smartcare.db", "tbl_cache__v1"),
    ]
