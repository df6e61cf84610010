"""Taking over the Master Facility List: every line has an outcome; the same list twice changes nothing."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from audit.acts import act
from audit.context import Actor
from facilities.models import District, Facility
from facilities.selectors import Areas
from facilities.services.list_file import ListRow
from facilities.services.list_values import CODE_FIELDS, values_of
from facilities.services.places import Place, Places, Refused

PROGRESS_ROWS = 500
BATCH_ROWS = 500


class Outcome(TextChoices):
    """What became of a line."""

    CREATED = "created", _("created")
    UPDATED = "updated", _("updated")
    UNCHANGED = "unchanged", _("unchanged")
    REFUSED = "refused", _("refused")


@dataclass(slots=True)
class LineResult:
    """A line of the list, its outcome, and why or what was noticed, in plain words."""

    line: int
    name: str
    outcome: Outcome
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ImportResult:
    """The outcome of every line, in the order of the file."""

    lines: list[LineResult]

    def count(self, outcome: Outcome) -> int:
        """How many lines had an outcome."""
        return Counter(line.outcome for line in self.lines)[outcome]

    def noted(self) -> int:
        """How many lines were taken with a note."""
        return sum(bool(line.notes) and line.outcome != Outcome.REFUSED for line in self.lines)


Told = Callable[[int], None]


def plan_import(*, rows: Iterable[ListRow], told: Told | None = None) -> ImportResult:
    """What an import would do; nothing is written.

    Takes: `rows` of the list; `told`, called with the number of rows read after every 500.
    Raises: UnreadableList from the rows.
    """
    return _Import(rows, told).result


@act("facilities.import")
def import_facilities(
    *, by: Actor, reason: str, rows: Iterable[ListRow], told: Told | None = None
) -> ImportResult:
    """Create and update facilities from a list, in one transaction.

    Takes: `rows` of the list; `told`, called with the number of rows read after every 500.
    Raises: UnreadableList from the rows; then nothing was written.
    """
    with connection.cursor() as cursor:
        # Two imports at once would both create; readers are not held up.
        cursor.execute("LOCK TABLE facilities_facility IN SHARE ROW EXCLUSIVE MODE")
    work = _Import(rows, told)
    Facility.objects.bulk_create(work.to_create, batch_size=BATCH_ROWS)
    if work.to_update:
        Facility.objects.bulk_update(work.to_update, sorted(work.changed), batch_size=BATCH_ROWS)
    return work.result


class _Import:
    """One reading of a list against what is stored."""

    def __init__(self, rows: Iterable[ListRow], told: Told | None) -> None:
        self.areas = Areas()
        self.places = Places(Facility.objects.filter(is_unknown=False))
        self.to_create: list[Facility] = []
        self.to_update: list[Facility] = []
        self.changed: set[str] = set()
        self.result = ImportResult([])
        self._taken: list[tuple[Place, LineResult]] = []
        for number, row in enumerate(rows, start=1):
            self._read(row)
            if told and number % PROGRESS_ROWS == 0:
                told(number)
        self._settle()

    def _read(self, row: ListRow) -> None:
        line = LineResult(row.line, row.cell("Name"), Outcome.UNCHANGED)
        self.result.lines.append(line)
        try:
            self._taken.append((self._place(row, line), line))
        except Refused as why:
            line.outcome, line.notes = Outcome.REFUSED, [str(why)]

    def _place(self, row: ListRow, line: LineResult) -> Place:
        name, district = _name_of(row), self._district_of(row)
        values = values_of(row)
        codes = {kind: values.said[kind] for kind in CODE_FIELDS if kind in values.said}
        place = self.places.find(row, name, district.pk, codes)
        if place is None:
            place = Place(None, name, district.pk)
        elif place.rows:
            line.notes.append(f"the same facility as {place.called()}; both rows are kept")
        elif place.district_id != district.pk:
            line.notes.append(f"moved to the district {district.name}")
        self.places.take(place, row, name, district.pk, values.said)
        line.notes += self._notes_on_province(row, district) + values.notes
        return place

    def _district_of(self, row: ListRow) -> District:
        given = row.cell("District")
        if not given:
            raise Refused("the district is missing")
        district = self.areas.district(given)
        if district is None:
            raise Refused(f"the district “{given}” is not known")
        return district

    def _notes_on_province(self, row: ListRow, district: District) -> list[str]:
        given = row.cell("Province")
        if not given or self.areas.lies_in(district, given, today_only=True):
            return []
        today = ", ".join(self.areas.provinces(district, today_only=True))
        if self.areas.lies_in(district, given, today_only=False):
            return [f"{district.name} was in {given} before; it is in {today} today"]
        return [f"{district.name} was never in {given}; it is in {today}: check this line"]

    def _settle(self) -> None:
        """Decide per facility, when all of its rows are known."""
        decided: dict[Place, Outcome] = {}
        for place, line in self._taken:
            if place not in decided:
                decided[place] = self._decide(place)
                line.outcome = decided[place]
            else:
                line.outcome = Outcome.UPDATED if decided[place] == Outcome.CREATED else decided[place]

    def _decide(self, place: Place) -> Outcome:
        wanted = place.said | {
            "name": place.name,
            "district_id": place.district_id,
            "list_row": _list_row(place),
        }
        if place.stored is None:
            self.to_create.append(Facility(**wanted))
            return Outcome.CREATED
        changed = {name for name, value in wanted.items() if getattr(place.stored, name) != value}
        if not changed:
            return Outcome.UNCHANGED
        for name in changed:
            setattr(place.stored, name, wanted[name])
        self.to_update.append(place.stored)
        self.changed |= changed
        return Outcome.UPDATED


def _name_of(row: ListRow) -> str:
    if row.too_long:
        raise Refused("the line has more cells than the header")
    if any("\x00" in cell for cell in row.given.values()):
        raise Refused("the line holds a character that can't be stored")
    name = " ".join(row.cell("Name").split())
    if not name:
        raise Refused("the name is missing")
    return name


def _list_row(place: Place) -> dict[str, Any]:
    """The first row as given; further rows of the same facility under `also_listed`."""
    first, *others = (row.given for row in place.rows)
    kept = [given for number, given in enumerate(others) if given != first and given not in others[:number]]
    return {**first, "also_listed": kept} if kept else dict(first)
