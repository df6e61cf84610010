"""The one row that stands for places that could not be matched."""

from django.db import migrations


def add_unknown(apps, schema_editor):
    apps.get_model("facilities", "Facility").objects.create(name="Unknown facility", is_unknown=True)


def remove_unknown(apps, schema_editor):
    """Refused by the foreign keys as long as a record names it."""
    apps.get_model("facilities", "Facility").objects.filter(is_unknown=True).delete()


class Migration(migrations.Migration):
    dependencies = [("facilities", "0003_provinces_and_districts")]
    operations = [migrations.RunPython(add_unknown, remove_unknown)]
