"""Native PostgreSQL ENUM columns, declared once beside the TextChoices that name their values."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    EnumBase = models.CharField[Any, Any]
else:
    EnumBase = models.CharField


class NativeEnumField(EnumBase):
    """A column of a native ENUM type.

    Takes: `enum`, the TextChoices (its values are the labels of the type, in order); `type_name`, the type in the database,
    made by `CreateEnum` in a migration. A test compares both with the catalogue.
    """

    def __init__(
        self, *, enum: type[models.TextChoices] | None = None, type_name: str, **kwargs: Any
    ) -> None:
        self.enum = enum
        self.type_name = type_name
        if enum is not None:
            kwargs.setdefault("choices", enum.choices)
        kwargs["max_length"] = 63
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """Leave labels out of migrations: a new translation is no change of the schema."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        kwargs.pop("choices", None)
        kwargs["type_name"] = self.type_name
        return name, path, args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        """Refuse a value that the type doesn't have before the database does: a filter of a list is answered, not broken.

        Raises: ValueError.
        """
        prepared = super().get_prep_value(value)
        if self.enum is not None and isinstance(prepared, str) and prepared not in self.enum.values:
            raise ValueError(f"{self.type_name} has no such value")
        return prepared

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return self.type_name

    def cast_db_type(self, connection: BaseDatabaseWrapper) -> str:
        return self.type_name
