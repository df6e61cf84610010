"""Which facility a list row speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from facilities.models import Facility
from facilities.rules.names import fold_name
from facilities.rules.similar import CERTAIN_EDITS, edits_between
from facilities.services.list_file import ListRow
from facilities.services.list_values import CODE_FIELDS, CODE_LABELS


class Refused(ValueError):
    """A row that can't be taken; its text says why in plain words."""


@dataclass(eq=False, slots=True)
class Place:
    """A facility as stored (None: not yet) with the rows of this list that speak of it.

    `codes` are all codes it has by now; `said`, what the rows say together: the first that says a thing wins.
    """

    stored: Facility | None
    name: str
    district_id: int
    codes: dict[str, str] = field(default_factory=dict)
    rows: list[ListRow] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)

    def called(self) -> str:
        """How a note names it: by its first line in this list, or by its stored name."""
        return f"line {self.rows[0].line} ({self.name})" if self.rows else f"{self.name}, already stored"

    def contradicts(self, codes: dict[str, str]) -> bool:
        """Whether it has another code of a kind that `codes` has too."""
        return any(self.codes.get(kind, code) != code for kind, code in codes.items())


class Places:
    """All facilities known by now, found by code, by a row kept earlier, or by district and folded name."""

    def __init__(self, stored: Iterable[Facility]) -> None:
        self._by_code: dict[tuple[str, str], Place] = {}
        self._by_name: dict[tuple[int, str], list[Place]] = {}
        self._by_row: dict[tuple[tuple[str, str], ...], Place] = {}
        for facility in stored:
            if facility.district_id is None:
                continue
            codes = {kind: code for kind in CODE_FIELDS if (code := getattr(facility, kind))}
            place = Place(facility, facility.name, facility.district_id, codes)
            self._index(place, place.district_id, place.name)
            for given in kept_rows(facility.list_row):
                self._by_row.setdefault(_row_key(given), place)

    def find(self, row: ListRow, name: str, district_id: int, codes: dict[str, str]) -> Place | None:
        """The place of a row, None when it is new.

        Takes: the row, its name, district and codes.
        Raises: Refused when the codes belong to different facilities, a code of another facility is repeated,
        or several of that name fit.
        """
        for kind, code in codes.items():
            if place := self._by_code.get((kind, code)):
                _check_code(place, kind, name, district_id, codes)
                self._check_others(place, codes)
                return place
        fitting = [
            p for p in self._by_name.get((district_id, fold_name(name)), []) if not p.contradicts(codes)
        ]
        if len(fitting) > 1 and (known := self._by_row.get(_row_key(row.given))) in fitting:
            return known
        if len(fitting) > 1:
            names = " and ".join(place.called() for place in fitting[:2])
            raise Refused(
                f"{len(fitting)} facilities of this name in this district fit ({names}): give a code of one"
            )
        return fitting[0] if fitting else None

    def take(self, place: Place, row: ListRow, name: str, district_id: int, said: dict[str, Any]) -> None:
        """Add a row to its place. Takes: `said`, what the row says, codes included."""
        first = not place.rows
        place.rows.append(row)
        if first:
            place.name, place.district_id = name, district_id
        place.said = said | place.said
        place.codes |= {kind: said[kind] for kind in CODE_FIELDS if kind in said}
        self._index(place, district_id, name)

    def _check_others(self, place: Place, codes: dict[str, str]) -> None:
        for kind, code in codes.items():
            other = self._by_code.get((kind, code))
            if other is not None and other is not place:
                raise Refused(f"{CODE_LABELS[kind]} {code} belongs to another facility: {other.called()}")

    def _index(self, place: Place, district_id: int, name: str) -> None:
        for kind, code in place.codes.items():
            self._by_code.setdefault((kind, code), place)
        same = self._by_name.setdefault((district_id, fold_name(name)), [])
        if place not in same:
            same.append(place)


def kept_rows(list_row: Any) -> list[dict[str, str]]:
    """The rows that a facility keeps. Takes: `list_row`, as stored. Gives: rows as given, in order."""
    if not list_row:
        return []
    first = {column: cell for column, cell in list_row.items() if column != "also_listed"}
    return [first, *list_row.get("also_listed", [])]


def _check_code(place: Place, kind: str, name: str, district_id: int, codes: dict[str, str]) -> None:
    """A second line with one code is the same facility only if nothing speaks against it."""
    if not place.rows:
        return
    repeated = f"{CODE_LABELS[kind]} {codes[kind]} is already that of {place.called()}"
    if place.district_id != district_id:
        raise Refused(f"{repeated}, in another district")
    if place.contradicts(codes):
        raise Refused(f"{repeated}, which has other codes")
    if not _alike(place.name, name):
        raise Refused(f"{repeated}, which has another name")


def _alike(one: str, other: str) -> bool:
    """Whether two names under one code may be one name: equal, a slip apart, or one with an addition."""
    short, long = sorted((fold_name(one), fold_name(other)), key=len)
    return f"{long} ".startswith(f"{short} ") or edits_between(short, long) <= CERTAIN_EDITS


def _row_key(given: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(given.items()))
