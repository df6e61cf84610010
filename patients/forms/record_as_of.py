"""Looking back: a day of her life, and a moment of our knowledge."""

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartcare.forms.base import SmartForm
from smartcare.forms.dates import MemorableDateField

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


class AsOfForm(SmartForm):
    """On which day, and as it was known when."""

    lived_on = MemorableDateField(label=_("How was it on this day?"), help_text=_("For example: 27 3 2026"))
    known_on = MemorableDateField(
        label=_("As we knew it at the end of this day"),
        required=False,
        latest=timezone.localdate,
        help_text=_("Leave it empty for what we know now."),
    )
    known_time = forms.CharField(
        label=_("Or at this time of that day"),
        required=False,
        help_text=_("For example: 14:30"),
        widget=forms.TextInput({"class": "nhsuk-input--width-5", "autocomplete": "off"}),
    )

    def clean_known_time(self) -> time | None:
        """A time on the 24-hour clock."""
        text: str = self.cleaned_data["known_time"]
        if not text:
            return None
        if (found := _CLOCK.fullmatch(text)) is None:
            raise ValidationError(_("Enter the time as hours and minutes, such as 14:30"))
        return time(int(found[1]), int(found[2]))

    def clean(self) -> dict[str, Any]:
        """A time needs its day."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("known_time") and not data.get("known_on") and "known_on" not in self.errors:
            self.add_error("known_on", _("Enter the day of that time"))
        return data

    def known_at(self) -> datetime | None:
        """The moment of our knowledge; None for now."""
        day, clock = self.cleaned_data.get("known_on"), self.cleaned_data.get("known_time")
        return timezone.make_aware(datetime.combine(day, clock or time.max)) if day else None
