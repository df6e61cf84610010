"""A birth date of which the day, or the day and the month, may not be known."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.details import Birth
from patients.enums import BirthPrecision
from patients.rules.birth import BirthFault, birth_fault
from smartcare.forms.dates import MemorableDateField, read_date

FAULTS = {
    BirthFault.FUTURE: _("The birth date can’t be in the future"),
    BirthFault.TOO_OLD: _("The birth date can’t be more than 110 years ago"),
}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known; unknown parts are 1."""

    first: date
    precision: BirthPrecision


class PartialDateField(MemorableDateField):
    """A birth date in three boxes: all of them, month and year, or the year alone. Gives: PartialDate, None when empty.

    `standing` are the boxes as the record fills them: left so, an old date that would be refused today is taken.
    """

    standing: list[str] | None = None

    def clean(self, value: Any) -> Any:
        """The date meant. Raises: ValidationError for a date that is none, lies ahead or is over 110 years ago."""
        typed = [str(text or "").strip() for text in value or ("", "", "")]
        if not any(typed):
            return super().clean(typed)
        day, month, year = typed
        precision = BirthPrecision.DAY
        if not day:
            precision = BirthPrecision.MONTH if month else BirthPrecision.YEAR
            typed = ["1", month or "1", year]
        found = read_date(typed)
        given = [str(text or "").strip() for text in value]
        fault = None if given == self.standing else birth_fault(found, timezone.localdate())
        if fault is not None:
            raise ValidationError(FAULTS[fault], code=fault.value)
        return PartialDate(found, precision)


def birth_boxes(born: date | None, precision: str) -> list[str]:
    """What the three boxes show. Takes: a birth date and its precision. Gives: day, month and year, "" where not known."""
    if born is None:
        return ["", "", ""]
    day = str(born.day) if precision == BirthPrecision.DAY else ""
    month = str(born.month) if precision in (BirthPrecision.DAY, BirthPrecision.MONTH) else ""
    return [day, month, f"{born.year:04d}"]


def birth_of(partial: PartialDate | None, age: int | None) -> Birth:
    """The birth behind a date or an age stated today. Takes: one of the two, or neither. Gives: a Birth."""
    if partial is not None:
        return Birth(partial.first, partial.precision)
    return Birth() if age is None else Birth.from_age(age, timezone.localdate())
