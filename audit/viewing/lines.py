"""Events as lines of a page: keys as names, moments as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.enums import Action
from audit.viewing.fields import day_words, moment_words, table_label
from audit.viewing.names import facility_names, role_label
from audit.viewing.queries import Event
from audit.viewing.words import COLOURS, act_words, done_to_her, kind_words

_WRITES = (Action.INSERT, Action.UPDATE, Action.DELETE)


@dataclass(frozen=True, slots=True)
class Line:
    """An event in words, ready for a page; `place` is the end of its address."""

    place: str
    named: str
    when: str
    who: str
    role: str
    facility: str
    kind: str
    colour: str
    act: str
    about: str
    reason: str
    patient: UUID | None
    event: Event


@dataclass(frozen=True, slots=True)
class Step:
    """What one person did to a patient at one moment, however many rows it wrote."""

    time: str
    who: str
    role: str
    facility: str
    done: list[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a patient's timeline."""

    day: str
    steps: list[Step]


def lines_of(events: Sequence[Event]) -> list[Line]:
    """Lines for a list. Takes: events, in any order. One question for the names of all facilities."""
    places = facility_names(event.facility_id for event in events)
    return [_line(event, places) for event in events]


def days_of(events: Sequence[Event]) -> list[Day]:
    """A patient's timeline. Takes: events about her, newest first. Gives: days, newest first, and the steps of each."""
    places = facility_names(event.facility_id for event in events)
    days = []
    for day, of_the_day in groupby(events, key=lambda event: timezone.localtime(event.occurred_at).date()):
        steps = [
            _step(list(group), places)
            for _key, group in groupby(
                of_the_day, key=lambda event: (event.request_id or event.xid, event.actor_id)
            )
        ]
        days.append(Day(day_words(day), steps))
    return days


def who_of(event: Event) -> str:
    """Who did it: a person by name, a program by its own, or the sign-in of the database where nobody was said."""
    return event.actor_name or event.program or _("database sign-in %(name)s") % {"name": event.db_user}


def _line(event: Event, places: dict[int, str]) -> Line:
    about = table_label(event.table_name) if event.action != Action.SCHEMA else (event.row_id or "")
    return Line(
        place=str(event.place),
        named=_("event %(number)d") % {"number": event.id},
        when=moment_words(event.occurred_at),
        who=who_of(event),
        role=role_label(event.role),
        facility=places.get(event.facility_id or 0, ""),
        kind=kind_words(event.action),
        colour=COLOURS.get(event.action, "grey"),
        act=act_words(event.act),
        about=about,
        reason=_("redacted") if event.redacted else event.reason or "",
        patient=event.patient_id,
        event=event,
    )


def _step(events: list[Event], places: dict[int, str]) -> Step:
    last = events[0]
    done = [done_to_her(event.action, event.act, table_label(event.table_name)) for event in reversed(events)]
    reasons = {
        _("redacted") if event.redacted else event.reason
        for event in events
        if event.redacted or event.reason
    }
    return Step(
        time=f"{timezone.localtime(last.occurred_at):%H:%M}",
        who=who_of(last),
        role=role_label(last.role),
        facility=places.get(last.facility_id or 0, ""),
        done=list(dict.fromkeys(done)),
        reason="; ".join(sorted(filter(None, reasons))),
    )
