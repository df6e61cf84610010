"""The day from which she lives somewhere, of which the day in the month may not be known."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.rules.birth import BirthFault, birth_fault
from smartcare.forms.dates import MemorableDateField


class SinceField(MemorableDateField):
    """Three boxes, of which the day may stay empty: the first of the month then. Gives: a date; None when all are empty."""

    def clean(self, value: Any) -> datetime.date | None:
        """The day meant. Raises: ValidationError for a day that is none, lies ahead or before any life."""
        typed = [str(text or "").strip() for text in value or ("", "", "")]
        if typed[1] and typed[2]:
            typed[0] = typed[0] or "1"
        found = super().clean(typed)
        fault = None if found is None else birth_fault(found, timezone.localdate())
        if fault is BirthFault.FUTURE:
            raise ValidationError(_("The day can’t be in the future"), code="late")
        if fault is BirthFault.TOO_OLD:
            raise ValidationError(_("The day can’t be more than 110 years ago"), code="early")
        return found
