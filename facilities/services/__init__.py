"""Acts on facilities."""

from facilities.services.imports import ImportResult, LineResult, Outcome, import_facilities, plan_import
from facilities.services.list_file import ListRow, read_list

__all__ = [
    "ImportResult",
    "LineResult",
    "ListRow",
    "Outcome",
    "import_facilities",
    "plan_import",
    "read_list",
]
