"""The shape of a history row: django-simple-history's, with the actor as values and no foreign key to a user."""

from typing import Any

from django.db import models
from django.db.models import Model
from simple_history.models import HistoricalRecords
from uuid_utils.compat import uuid7


class HistoryContext(models.Model):
    """Who and in which act, beside the reason that the library itself keeps."""

    history_user_name = models.TextField(null=True)
    history_act = models.TextField(null=True)

    class Meta:
        abstract = True


def history_records(table_name: str, *, excluded: list[str]) -> HistoricalRecords:
    """A history fed by the database (`AttachHistory`).

    Takes: `table_name`, of the history; `excluded`, the columns that are computed and so need no history.
    Gives: the HistoricalRecords to put on the model.
    """
    return HistoricalRecords(
        table_name=table_name,
        bases=[HistoryContext],
        excluded_fields=excluded,
        history_id_field=models.UUIDField(default=uuid7),
        history_change_reason_field=models.TextField(null=True),
        history_user_id_field=models.TextField(null=True),
        history_user_getter=_user_of,
        history_user_setter=_set_user,
    )


def _user_of(historical_instance: Model, **kwargs: Any) -> str | None:
    return getattr(historical_instance, "history_user_id", None)


def _set_user(historical_instance: Model, user: object, **kwargs: Any) -> None:
    """The database names the actor; nothing that Python says may replace it."""
