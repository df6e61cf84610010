"""The Master Facility List as a CSV file: its header and its rows as given."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilities.exceptions import UnreadableList

COLUMNS = (
    "Province",
    "District",
    "Name",
    "HMIS_code",
    "DHIS2_UID",
    "smartcare_GUID",
    "iHRIS_ID",
    "location",
    "ownership",
    "facility_type",
    "longitude",
    "latitude",
    "catchment_population_head_count",
    "catchment_population_cso",
    "operation_status",
)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: `line`, where it ends in the file (1 is the header); `given`, its cells by column, as given;
    `too_long`, that it has more cells than the header.
    """

    line: int
    given: dict[str, str]
    too_long: bool = False

    def cell(self, column: str) -> str:
        """The cell without blanks at its ends; "" when empty or absent."""
        return self.given.get(column, "").strip()


def read_list(path: Path) -> Iterator[ListRow]:
    """The rows of a facility list, one by one.

    Takes: `path` of a CSV file in UTF-8 with a header that holds at least COLUMNS, in any order.
    Raises: UnreadableList when it can't be read or columns are missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_header(list(reader.fieldnames or []))
            for row in reader:
                extra = row.pop(None, None)
                given = {column: cell or "" for column, cell in row.items()}
                yield ListRow(reader.line_num, given, too_long=bool(extra))
    except OSError as error:
        raise UnreadableList(f"The file can't be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableList(
            "The file is not text in UTF-8. Save it as CSV (UTF-8) and try again."
        ) from error
    except csv.Error as error:
        raise UnreadableList(f"The file is not CSV: {error}.") from error


def _check_header(columns: list[str]) -> None:
    if not columns:
        raise UnreadableList("The file is empty.")
    if missing := [column for column in COLUMNS if column not in columns]:
        raise UnreadableList(f"Columns are missing: {', '.join(missing)}.")
