"""Days and moments as they were given, which no calendar may hold."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    DateBase = models.DateField[Any, Any]
    MomentBase = models.Field[Any, Any]
else:
    DateBase = models.DateField
    MomentBase = models.Field


class GivenDateField(DateBase):
    """A date column whose value reads as a date, or as text when Python has no such day (year 20190, 44 BC, infinity).

    PostgreSQL holds such days and real rows have them; read as dates they would take down every page that lists the person.
    """

    def deconstruct(self) -> Any:
        """The column is a plain date: nothing for a migration to do."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, Any]:
        return f"({sql})::text", params

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """What was read as text is written back as it is."""
        return value if isinstance(value, str) else super().get_db_prep_value(value, connection, prepared)

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> date | str | None:
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value


class GivenMomentField(MomentBase):
    """A local time as a legacy row gave it, kept only where Python has no such time; reads as text."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "timestamp without time zone"

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, Any]:
        return f"({sql})::text", params
