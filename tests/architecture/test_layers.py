"""Foreign keys and migrations point downwards: an import checker reads neither."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.architecture.ranks import OURS, RANKS

ROOT = Path(__file__).resolve().parents[2]


def test_foreign_keys_point_downwards() -> None:
    upwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
        if RANKS[field.related_model._meta.app_label] > RANKS[model._meta.app_label]
    ]

    assert upwards == []


def test_sibling_apps_hold_no_foreign_keys_to_each_other() -> None:
    across = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in {"anc", "gdpr"}
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
        if field.related_model._meta.app_label in {"anc", "gdpr"} - {model._meta.app_label}
    ]

    assert across == []


@pytest.mark.django_db
def test_migrations_depend_downwards() -> None:
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    upwards = [
        f"{app}.{name} -> {dependency}"
        for (app, name), migration in migrations.items()
        if app in OURS
        for dependency, _ in migration.dependencies
        if dependency != "__setting__" and RANKS[dependency] > RANKS[app]
    ]

    assert upwards == []


def test_import_contracts_know_every_app_and_no_exception() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]

    assert all("ignore_imports" not in contract for contract in contracts["contracts"])
    assert {"smartcare", "accounts", "facilities", "audit", "patients", "anc", "gdpr"} == set(
        contracts["root_packages"]
    )
