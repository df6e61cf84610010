"""Models and migrations agree, and each app has one line of migrations."""

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.ranks import OURS


@pytest.mark.django_db
def test_no_model_changed_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_app_has_one_leaf() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    leaves = [app for app, _ in loader.graph.leaf_nodes() if app in OURS]

    assert len(leaves) == len(set(leaves))
