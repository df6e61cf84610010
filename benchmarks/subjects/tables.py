"""Making the tables of the subjects in a scratch database, as the owner, each with its audit."""

import pgtrigger
from django.apps import apps
from django.db import connection

from audit.attach import captured_of
from audit.capture import attach_sql
from smartcare.db.roles import as_owner

CAPTURED = ("captured", "capturedwithhistory")


def make_tables() -> None:
    """Make every table of the subjects, its history and its triggers."""
    with as_owner():
        with connection.schema_editor() as editor:
            for model in apps.get_app_config("subjects").get_models(include_auto_created=True):
                editor.create_model(model)
        _install_pgtriggers()
        with connection.cursor() as cursor:
            for name in CAPTURED:
                for statement in attach_sql(captured_of(apps, "subjects", name)):
                    cursor.execute(statement)


def _install_pgtriggers() -> None:
    for model, trigger in pgtrigger.registered():
        if model._meta.app_label == "subjects":
            trigger.install(model)
