"""What part of the trail is asked for. In an address stand only keys, days and names of kinds, never what was typed about a person."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from audit.enums import Action
from audit.viewing.words import RISKS

DAYS = 90
# Before any event: days that no zone and no calendar makes trouble with.
EARLIEST = date(2000, 1, 1)
RISK = "risk"
# A name of an act (`patient.move`) or, at a refusal, of a page (`patients:print`).
_ACT = re.compile(r"[a-z_]{1,40}([.:][a-z_]{1,40}){1,3}")
_TABLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_DIGITS = re.compile(r"[0-9]{1,9}")
_ACTOR = re.compile(r"[A-Za-z0-9_.-]{1,40}")


@dataclass(frozen=True, slots=True)
class Filter:
    """A part of the trail: days `since` to `until`, both included, always bounded; the rest None or "" for all of it.

    `kind` is a value of Action or RISK. `facility` is the one an asker is bound to, whatever the address says.
    """

    since: date
    until: date
    patient: UUID | None = None
    actor: str = ""
    facility: int | None = None
    act: str = ""
    kind: str = ""
    table: str = ""

    def span(self) -> tuple[datetime, datetime]:
        """The first moment, and the first one after."""
        first = timezone.make_aware(datetime.combine(self.since, time.min))
        return first, timezone.make_aware(datetime.combine(self.until + timedelta(days=1), time.min))

    def kinds(self) -> tuple[str, ...]:
        """The kinds asked for, () for all."""
        if self.kind == RISK:
            return tuple(str(kind.value) for kind in RISKS)
        return (self.kind,) if self.kind else ()

    def query(self) -> str:
        """The filter as the query of an address."""
        return urlencode(self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """The filter as names and values, without what is not asked."""
        given = {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "patient": self.patient,
            "actor": self.actor,
            "facility": self.facility,
            "act": self.act,
            "kind": self.kind,
            "table": self.table,
        }
        return [(name, str(value)) for name, value in given.items() if value not in (None, "")]

    def without(self, name: str) -> "Filter":
        """The same with one condition fewer. Takes: a name of `pairs` other than the days."""
        nothing: dict[str, Any] = {name: None if name in ("patient", "facility") else ""}
        return replace(self, **nothing)


def default_filter(bound: int | None = None) -> Filter:
    """The last 90 days. Takes: the facility that the asker is bound to, if any."""
    today = timezone.localdate()
    return Filter(since=today - timedelta(days=DAYS - 1), until=today, facility=bound)


def read_filter(query: QueryDict, bound: int | None = None) -> Filter:
    """The filter of an address.

    Takes: its query; the facility that the asker is bound to. A single day given bounds 90 days with it.
    Raises: ValidationError for what can't be meant.
    """
    usual = default_filter()
    since, until = _day(query.get("since", "")), _day(query.get("until", ""))
    if until is None:
        until = usual.until if since is None else max(usual.until, since)
    if since is None:
        since = max(until, EARLIEST + timedelta(days=DAYS)) - timedelta(days=DAYS - 1)
    since = max(since, EARLIEST)
    if since > until or until == date.max:
        raise ValidationError(_("The first day must not be after the last day."))
    facility = _shaped(query.get("facility", ""), _DIGITS)
    return Filter(
        since=since,
        until=until,
        patient=_key(query.get("patient", "")),
        actor=_shaped(query.get("actor", ""), _ACTOR),
        facility=bound if bound is not None else (int(facility) if facility else None),
        act=_shaped(query.get("act", ""), _ACT),
        kind=_kind(query.get("kind", "")),
        table=_shaped(query.get("table", ""), _TABLE),
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(_("Give the days as a day, a month and a year.")) from error


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise ValidationError(_("This filter can’t be read.")) from error


def _kind(text: str) -> str:
    if text and text != RISK and text not in Action.values:
        raise ValidationError(_("This filter can’t be read."))
    return text


def _shaped(text: str, shape: re.Pattern[str]) -> str:
    if text and not shape.fullmatch(text):
        raise ValidationError(_("This filter can’t be read."))
    return text
