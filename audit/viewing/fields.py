"""What an event says, field by field: what it was, and what it is."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.postgresql.psycopg_any import Range
from django.db.models import DateField, DateTimeField, Field, Model
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.enums import Action
from audit.viewing.names import facility_names
from audit.viewing.queries import Event

HIDDEN = "***"
_RANGE = re.compile(r'[\[(]"?([0-9-]*)"?,"?([0-9-]*)"?[\])]')
_WRITES = (Action.INSERT, Action.UPDATE, Action.DELETE)
# Tables of libraries that nobody looks for by name.
_NOT_OURS = frozenset({"admin", "contenttypes", "sessions", "audit"})


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an event: its label, and what it `was` and `now` is, in words. None on the side where there was no row."""

    label: str
    was: str | None
    now: str | None


def changes_of(event: Event) -> list[Change]:
    """The fields of a write. Takes: an event. Gives: [] for one that is not a write, or redacted."""
    said = said_in(event)
    if event.action not in _WRITES or not isinstance(said, dict):
        return []
    return [_change(event, column, value) for column, value in said.items()]


def detail_of(event: Event) -> list[tuple[str, str]]:
    """What a look, sign-in or other event says beside its kind: names and values. Takes: an event that is not a write."""
    said = said_in(event)
    if event.action in _WRITES or not isinstance(said, dict):
        return []
    return [(capfirst(str(name).replace("_", " ")), _plain(value)) for name, value in said.items()]


def said_in(event: Event) -> Any:
    """The payload, taken apart. Gives: None when there is none or it is no JSON."""
    try:
        return json.loads(event.payload) if event.payload else None
    except json.JSONDecodeError:
        return None


def table_label(table: str | None) -> str:
    """What a table holds, in words: "patient contact". Takes: its name, or None. Gives: the name itself when no model has it."""
    model = _models().get(table or "")
    return str(model._meta.verbose_name) if model is not None else table or ""


def tables() -> list[tuple[str, str]]:
    """The tables that events can be about, with their words, by words."""
    found = [
        (name, f"{capfirst(str(model._meta.verbose_name))} ({name})")
        for name, model in _models().items()
        if model._meta.app_label not in _NOT_OURS and not hasattr(model, "history_object")
    ]
    return sorted(found, key=lambda pair: pair[1])


def row_version(event: Event) -> Model | None:
    """The version that django-simple-history has of this very write. Takes: an event. Gives: None where no history is kept."""
    manager = getattr(_models().get(event.table_name or ""), "history", None)
    if manager is None or event.row_id is None or event.redacted:
        return None
    found: Model | None = manager.filter(id=event.row_id, history_date=event.occurred_at).first()
    return found


def version_rows(version: Model) -> list[tuple[str, str]]:
    """A version in labels and words."""
    own = [field for field in version._meta.concrete_fields if not field.name.startswith("history_")]
    return [(_label(field), _words(field, _jsonable(field.value_from_object(version)))) for field in own]


def _change(event: Event, column: str, value: Any) -> Change:
    field = _columns(event.table_name or "").get(column)
    label = _label(field) if field is not None else capfirst(column.replace("_", " "))
    if event.action == Action.UPDATE and isinstance(value, list) and len(value) == 2:
        return Change(label, _words(field, value[0]), _words(field, value[1]))
    said = _words(field, value)
    return Change(label, said, None) if event.action == Action.DELETE else Change(label, None, said)


def _label(field: Field[Any, Any]) -> str:
    return capfirst(str(field.verbose_name))


def _words(field: Field[Any, Any] | None, value: Any) -> str:
    if value is None:
        return _("nothing")
    if value == HIDDEN:
        return _("hidden")
    if field is not None:
        if chosen := dict(getattr(field, "flatchoices", None) or ()).get(value):
            return str(chosen)
        if field.is_relation and field.related_model is apps.get_model("facilities.Facility"):
            return facility_names([value]).get(value, str(value))
        if isinstance(field, DateField) and isinstance(value, str):
            return _date_words(value, isinstance(field, DateTimeField))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value == "":
        return _("empty")
    if isinstance(value, str):
        return _range_words(value) or value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _date_words(text: str, with_time: bool) -> str:
    try:
        if with_time:
            moment = parse_datetime(text)
            return moment_words(moment) if moment and timezone.is_aware(moment) else text
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text


def _range_words(text: str) -> str:
    found = _RANGE.fullmatch(text)
    if found is None:
        return ""
    try:
        first = day_words(date.fromisoformat(found[1])) if found[1] else "…"
        last = day_words(date.fromisoformat(found[2]) - timedelta(days=1)) if found[2] else "…"
    except ValueError:
        return ""
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def day_words(day: date) -> str:
    """A day as people read it: `22 Nov 2026`."""
    return f"{day.day} {day:%b %Y}"


def moment_words(moment: datetime) -> str:
    """A moment in the facility's zone: `22 Nov 2026 14:03`."""
    local = timezone.localtime(moment)
    return f"{day_words(local.date())} {local:%H:%M}"


def _jsonable(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Range):
        return f"[{value.lower or ''},{value.upper or ''})"
    return str(value) if value is not None and not isinstance(value, bool | int | str) else value


@cache
def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


@cache
def _columns(table: str) -> dict[str, Field[Any, Any]]:
    return dict(_fields(_models()[table])) if table in _models() else {}


def _fields(model: type[Model]) -> Iterator[tuple[str, Field[Any, Any]]]:
    for field in model._meta.local_concrete_fields:
        yield str(field.column), field
