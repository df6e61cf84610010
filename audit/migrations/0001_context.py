from django.db import migrations

from smartcare.db.operations import SqlFile


class Migration(migrations.Migration):
    initial = True
    dependencies = [("ground", "0001_ground")]
    operations = [SqlFile("audit", "fn_context__v1"), SqlFile("audit", "fn_require_actor__v1")]
