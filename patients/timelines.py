"""Contacts and addresses as lines of a timeline: what held when, and who wrote it, when and why."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patients.enums import AddressUse, ContactKind, PhoneOwner, TextState
from patients.rules.birth import show_day
from patients.rules.phone import show_phone

ACTS: dict[str | None, Any] = {
    "patient.register": gettext_lazy("Registered"),
    "patient.add_contact": gettext_lazy("Added"),
    "patient.change_contact": gettext_lazy("New number"),
    "patient.correct_contact": gettext_lazy("Corrected"),
    "patient.end_contact": gettext_lazy("Ended"),
    "patient.mend_contact": gettext_lazy("Mended"),
    "patient.add_address": gettext_lazy("Added"),
    "patient.move": gettext_lazy("Moved"),
    "patient.correct_address": gettext_lazy("Corrected"),
    "patient.end_address": gettext_lazy("Ended"),
}
KINDS: dict[str, Any] = {
    "+": gettext_lazy("Written"),
    "~": gettext_lazy("Changed"),
    "-": gettext_lazy("Removed"),
}


@dataclass(frozen=True, slots=True)
class Version:
    """A row as it stood after one act: `when`, `who`, `act` and `why`, and what it said."""

    when: str
    who: str
    act: str
    why: str
    text: str
    period: str


@dataclass(frozen=True, slots=True)
class Line:
    """One contact or address of the timeline, with all its versions, newest first. `open` while no last day is known."""

    id: UUID
    kind: str
    title: str
    detail: str
    period: str
    now: bool
    open: bool
    to_mend: bool
    versions: list[Version] = field(default_factory=list)

    @property
    def last(self) -> Version | None:
        """The newest version."""
        return self.versions[0] if self.versions else None


def contact_lines(contacts: list[Any], history: list[Any]) -> list[Line]:
    """The timeline of contacts. Takes: rows (or history rows) and their history, newest first. Gives: what holds now first."""
    return _ordered(
        [_contact_line(row, versions) for row, versions in _with_versions(contacts, history, contact_text)]
    )


def address_lines(addresses: list[Any], history: list[Any]) -> list[Line]:
    """The timeline of addresses. As `contact_lines`."""
    return _ordered(
        [_address_line(row, versions) for row, versions in _with_versions(addresses, history, address_text)]
    )


def contact_text(row: Any) -> str:
    """A contact in one line: `097 712 3456`, the text as given while it can't be understood, or that there is none."""
    if row.state == TextState.SAID_NONE:
        return _("None")
    if row.value is None:
        return row.value_given or _("Nothing written")
    return row.value if row.kind == ContactKind.EMAIL else show_phone(row.value)


def whose(row: Any) -> str:
    """Whose phone it is, "" for an e-mail address or when it is not known."""
    if row.kind == ContactKind.EMAIL or row.owner == PhoneOwner.UNKNOWN:
        return ""
    label = str(PhoneOwner(row.owner).label)
    return f"{label}: {row.owner_name}" if row.owner_name else label


def address_text(row: Any) -> str:
    """An address in one line."""
    parts = [row.house_number, row.road_street, row.area, row.city_town_village]
    if row.district_id is not None:
        parts.append(_("%(name)s District") % {"name": row.district.name})
    text = ", ".join(part for part in parts if part)
    if row.landmarks:
        near = _("near: %(landmarks)s") % {"landmarks": row.landmarks}
        text = f"{text} ({near})" if text else near
    return text or _("Nothing written")


def period_text(valid: Any) -> str:
    """A period of days in words. Takes: a date range. Gives: `since 3 Mar 2026`, `3 Mar 2026 to 5 Apr 2026`."""
    last = None if valid.upper is None else show_day(valid.upper - timedelta(days=1))
    first = None if valid.lower is None else show_day(valid.lower)
    if last is None:
        return _("since %(day)s") % {"day": first} if first else _("always")
    if first is None:
        return _("until %(day)s") % {"day": last}
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def moment_text(moment: datetime | None) -> str:
    """A moment in local time: `3 Mar 2026, 14:05`."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{show_day(local.date())}, {local:%H:%M}"


def _with_versions(rows: list[Any], history: list[Any], text: Any) -> list[tuple[Any, list[Version]]]:
    by_row: dict[UUID, list[Version]] = defaultdict(list)
    for version in history:
        by_row[version.id].append(_version(version, text(version)))
    return [(row, by_row.get(row.id, [])) for row in rows]


def _version(row: Any, text: str) -> Version:
    return Version(
        when=moment_text(row.history_date),
        who=row.history_user_name or _("a program"),
        act=str(ACTS.get(row.history_act) or KINDS.get(row.history_type, "")),
        why=row.history_change_reason or "",
        text=text,
        period=period_text(row.valid),
    )


def _contact_line(row: Any, versions: list[Version]) -> Line:
    kind = str(ContactKind(row.kind).label)
    detail = "; ".join(
        part
        for part in (whose(row), _("call this first") if row.is_primary and row.valid.upper is None else "")
        if part
    )
    return _line(
        row, kind, contact_text(row), versions, detail=detail, to_mend=row.state == TextState.TO_MEND
    )


def _address_line(row: Any, versions: list[Version]) -> Line:
    return _line(row, str(AddressUse(row.use).label), address_text(row), versions)


def _line(
    row: Any, kind: str, title: str, versions: list[Version], *, detail: str = "", to_mend: bool = False
) -> Line:
    today: date = timezone.localdate()
    return Line(
        id=row.id,
        kind=kind,
        title=title,
        detail=detail,
        period=period_text(row.valid),
        now=today in row.valid,
        open=row.valid.upper is None,
        to_mend=to_mend,
        versions=versions,
    )


def _ordered(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: not line.now)
