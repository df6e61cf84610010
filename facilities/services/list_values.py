"""What the cells of a list row mean. A cell that can't be used gives a note; the row itself is kept."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from facilities.enums import FacilityType, OperationStatus, Ownership, Setting
from facilities.services.list_file import ListRow

CODE_FIELDS = {"mfl_code": "HMIS_code", "dhis2_uid": "DHIS2_UID", "smartcare_id": "smartcare_GUID"}
CODE_LABELS = {"mfl_code": "MFL code", "dhis2_uid": "DHIS2 UID", "smartcare_id": "SmartCare id"}
LONGITUDE_DEG = (Decimal(21), Decimal(34))
LATITUDE_DEG = (Decimal(-19), Decimal(-8))
LARGEST_COUNT = 2_147_483_647
NINE_PLACES = Decimal("0.000000001")

# How the list words them, in small letters with single blanks.
TYPES = {
    "health post": FacilityType.HEALTH_POST,
    "rural health centre": FacilityType.RURAL_HEALTH_CENTRE,
    "urban health centre": FacilityType.URBAN_HEALTH_CENTRE,
    "zonal health centre": FacilityType.ZONAL_HEALTH_CENTRE,
    "border health post": FacilityType.BORDER_HEALTH_POST,
    "hospital affiliated health centre": FacilityType.HOSPITAL_AFFILIATED_HEALTH_CENTRE,
    "hospital level 1": FacilityType.HOSPITAL_LEVEL_1,
    "hospital level 2": FacilityType.HOSPITAL_LEVEL_2,
    "hospital level 3": FacilityType.HOSPITAL_LEVEL_3,
    "hospital level i": FacilityType.HOSPITAL_LEVEL_1,
    "hospital level ii": FacilityType.HOSPITAL_LEVEL_2,
    "hospital level iii": FacilityType.HOSPITAL_LEVEL_3,
}
OWNERSHIPS = {
    "grz": Ownership.GOVERNMENT,
    "private": Ownership.PRIVATE,
    "ngo": Ownership.NGO,
    "military": Ownership.MILITARY,
    "police": Ownership.POLICE,
}
SETTINGS = {"rural": Setting.RURAL, "urban": Setting.URBAN, "peri urban": Setting.PERI_URBAN}
STATUSES = {
    "operational": OperationStatus.OPERATIONAL,
    "under construction": OperationStatus.UNDER_CONSTRUCTION,
    "closed": OperationStatus.CLOSED,
}
WORDED: dict[str, tuple[str, dict[str, Any]]] = {
    "facility_type": ("facility_type", TYPES),
    "ownership": ("ownership", OWNERSHIPS),
    "setting": ("location", SETTINGS),
    "operation_status": ("operation_status", STATUSES),
}
COUNTS = {
    "catchment_head_count": "catchment_population_head_count",
    "catchment_cso_count": "catchment_population_cso",
}


@dataclass(slots=True)
class Values:
    """What a row says, by field of Facility (absent where it says nothing), and notes in plain words."""

    said: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def values_of(row: ListRow) -> Values:
    """Read the cells of a row. Takes: `row`. Gives: its values without name and district, and notes."""
    values = Values()
    _read_codes(row, values)
    for name, (column, words) in WORDED.items():
        if cell := row.cell(column):
            key = " ".join(re.sub(r"[-–]", " ", cell.lower()).split())
            if key in words:
                values.said[name] = words[key]
            else:
                values.notes.append(f"{column} “{cell}” is not known")
    for name, column in COUNTS.items():
        if cell := row.cell(column):
            if cell.isascii() and cell.isdigit() and int(cell) <= LARGEST_COUNT:
                values.said[name] = int(cell)
            else:
                values.notes.append(f"{column} “{cell}” is not a number of people")
    _read_coordinates(row, values)
    return values


def _read_codes(row: ListRow, values: Values) -> None:
    for name, column in CODE_FIELDS.items():
        cell = row.cell(column)
        if name == "mfl_code" and cell and not re.fullmatch("[0-9]{8}", cell):
            values.notes.append(f"MFL code “{cell}” is not eight digits")
        elif cell:
            values.said[name] = cell
    if cell := row.cell("iHRIS_ID"):
        values.said["ihris_id"] = cell


def _read_coordinates(row: ListRow, values: Values) -> None:
    """Both or none: a pair outside Zambia may be swapped, unsigned or rounded; guessing invents a place."""
    cells = row.cell("longitude"), row.cell("latitude")
    if cells == ("", ""):
        return
    longitude, latitude = (_degrees(cell) for cell in cells)
    if _within(longitude, LONGITUDE_DEG) and _within(latitude, LATITUDE_DEG):
        values.said |= {"longitude_deg": longitude, "latitude_deg": latitude}
    else:
        values.notes.append(f"coordinates not usable: longitude “{cells[0]}”, latitude “{cells[1]}”")


def _degrees(cell: str) -> Decimal | None:
    try:
        number = Decimal(cell)
        return number.quantize(NINE_PLACES) if number.is_finite() else None
    except InvalidOperation:
        return None


def _within(number: Decimal | None, limits: tuple[Decimal, Decimal]) -> bool:
    return number is not None and limits[0] <= number <= limits[1]
