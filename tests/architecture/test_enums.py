"""Native ENUM types and the choices in Python say the same, in the same order."""

import pytest
from django.apps import apps
from django.db import connection

from smartcare.db.fields import NativeEnumField

FIELDS = [
    field
    for model in apps.get_models()
    for field in model._meta.local_concrete_fields
    if isinstance(field, NativeEnumField)
]


def test_there_are_enum_fields() -> None:
    assert len(FIELDS) > 10


@pytest.mark.django_db
@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_enum_has_the_labels_of_its_choices(field: NativeEnumField) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(enumlabel ORDER BY enumsortorder)::text[] FROM pg_enum WHERE enumtypid = %s::regtype",
            [field.type_name],
        )
        labels = cursor.fetchone()

    assert field.choices is not None
    assert labels == ([value for value, _ in field.choices],)


@pytest.mark.django_db
@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_column_is_of_the_native_type(field: NativeEnumField) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT udt_name FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
            [field.model._meta.db_table, field.column],
        )
        assert cursor.fetchone() == (field.type_name,)
