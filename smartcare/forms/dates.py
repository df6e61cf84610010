"""A date that people know by heart, asked in three boxes."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WHOLE = re.compile(r"([0-9]{1,2})[\s/.,-]+([0-9]{1,2}|[A-Za-z]{3,9})[\s/.,-]+([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MISSING = {
    ("day",): _("Enter a day"),
    ("month",): _("Enter a month"),
    ("year",): _("Enter a year"),
    ("day", "month"): _("Enter a day and a month"),
    ("day", "year"): _("Enter a day and a year"),
    ("month", "year"): _("Enter a month and a year"),
}


def read_month(text: str) -> int | None:
    """The month a text means. Takes: "3", "03", "Mar" or "march". Gives: 1 to 12; None for other text."""
    word = text.strip().rstrip(".").lower()
    if re.fullmatch("[0-9]{1,2}", word):
        return int(word) if 1 <= int(word) <= 12 else None
    found = [n for n, name in enumerate(_MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    return found[0] if found else (9 if word == "sept" else None)


def read_whole_date(text: str) -> tuple[str, str, str] | None:
    """A whole date written in one box, if it can mean one day only.

    Takes: "27/3/1998", "27 Mar 1998" or "1998-03-27". Gives: day, month and year as text; None for other
    text and for "3/4/1998", which some write for 4 March.
    """
    if found := _YEAR_FIRST.fullmatch(text):
        return found[3], found[2], found[1]
    found = _WHOLE.fullmatch(text)
    if not found:
        return None
    day, month, year = found.groups()
    ambiguous = month.isdigit() and int(day) <= 12 and int(day) != int(month)
    return None if ambiguous else (day, month, year)


def _read_day(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{1,2}", text) and 1 <= int(text) <= 31 else None


def _read_year(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{4}", text) and int(text) > 0 else None


def _fault(message: Any, parts: tuple[str, ...], **params: Any) -> ValidationError:
    return ValidationError(message, code="invalid", params={"parts": parts, **params})


def read_date(typed: Sequence[str]) -> date:
    """The date that three boxes mean.

    Takes: day, month and year as typed, not all empty; a whole date in the first box alone will do.
    Gives: a date. Raises: ValidationError in plain words; its params["parts"] names the boxes to look at.
    """
    day_text, month_text, year_text = typed
    if not (month_text or year_text):
        whole = read_whole_date(day_text)
        if whole is None and len(day_text) > 2:
            raise _fault(_("Enter the day, the month and the year in their own boxes"), ("day",))
        day_text, month_text, year_text = whole or (day_text, "", "")
    missing = tuple(p for p, text in zip(PARTS, (day_text, month_text, year_text), strict=True) if not text)
    if missing:
        raise _fault(_MISSING[missing], missing)
    day, month, year = _read_day(day_text), read_month(month_text), _read_year(year_text)
    if day is None:
        raise _fault(_("Day must be a number from 1 to 31"), ("day",))
    if month is None:
        raise _fault(_("Month must be a number from 1 to 12, or a name such as Mar"), ("month",))
    if year is None:
        raise _fault(_("Year must have 4 digits, such as 1998"), ("year",))
    try:
        return date(year, month, day)
    except ValueError:
        name = _MONTHS[month - 1].capitalize()
        message = _("There is no %(day)d %(month)s %(year)d")
        raise _fault(message, ("day",), day=day, month=name, year=year) from None


class MemorableDateWidget(forms.MultiWidget):
    """Three text boxes in a fieldset: day, month, year. `birthday` lets the browser fill in one's own."""

    template_name = "django/forms/widgets/memorable_date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        super().__init__({part: forms.TextInput(_box(part, birthday)) for part in PARTS}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """What each box shows for a date. Takes: a date or None. Gives: three texts."""
        if not isinstance(value, date):
            return ["", "", ""]
        return [str(value.day), str(value.month), f"{value.year:04d}"]


def _box(part: str, birthday: bool) -> dict[str, str]:
    return {
        "class": f"nhsuk-date-input__input nhsuk-input--width-{4 if part == 'year' else 2}",
        "inputmode": "numeric",
        "autocomplete": f"bday-{part}" if birthday else "off",
    }


class MemorableDateBoundField(BoundField):
    """Marks only the boxes at fault, and lets links reach the first of them."""

    def faulty_parts(self) -> tuple[str, ...]:
        """The boxes at fault. Gives: names from PARTS, all when the error names none; () without an error."""
        if not self.errors:
            return ()
        named = [part for e in self.errors.as_data() for part in (e.params or {}).get("parts", ())]
        return tuple(part for part in PARTS if part in named) or PARTS

    @property
    def id_for_label(self) -> str:
        """The id of the first faulty box, else of the first box."""
        faulty = self.faulty_parts()
        return f"{self.auto_id}_{PARTS.index(faulty[0]) if faulty else 0}"

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> dict[str, Any]:
        """As Django's, with aria-invalid on the faulty boxes alone."""
        built = super().build_widget_attrs(attrs, widget)
        built.pop("aria-invalid", None)
        chosen = widget or self.field.widget
        if isinstance(chosen, forms.MultiWidget):
            faulty = self.faulty_parts()
            for part, box in zip(PARTS, chosen.widgets, strict=True):
                box.attrs["aria-invalid"] = "true" if part in faulty else False
        return built


class MemorableDateField(forms.MultiValueField):
    """A date in three boxes.

    Takes: `earliest` and `latest`, functions that give the first and last date allowed, asked at each check;
    `birthday` for one's own date of birth; else what Field takes.
    Gives: datetime.date; None when empty and not required.
    """

    bound_field_class = MemorableDateBoundField
    default_error_messages = {
        "required": _("Enter a day, a month and a year"),
        "early": _("The date must be %(limit)s or later"),
        "late": _("The date must be %(limit)s or earlier"),
    }

    def __init__(
        self,
        *,
        earliest: Callable[[], date] | None = None,
        latest: Callable[[], date] | None = None,
        birthday: bool = False,
        **kwargs: Any,
    ) -> None:
        self.earliest, self.latest = earliest, latest
        kwargs.setdefault("widget", MemorableDateWidget(birthday=birthday))
        boxes = tuple(forms.CharField(required=False) for _part in PARTS)
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> date | None:
        """The date meant. Takes: the three texts. Raises: ValidationError that names the part at fault."""
        if isinstance(value, date):
            value = self.widget.decompress(value)
        typed = [str(text or "").strip() for text in value or ("", "", "")]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        found = read_date(typed)
        self._check_bounds(found)
        self.run_validators(found)
        return found

    def _check_bounds(self, found: date) -> None:
        for code, bound in (("early", self.earliest), ("late", self.latest)):
            limit = bound() if bound else found
            if (code == "early" and found < limit) or (code == "late" and found > limit):
                params = {"limit": date_format(limit, "j M Y")}
                raise ValidationError(self.error_messages[code], code=code, params=params)

    def compress(self, data_list: Any) -> date | None:
        """The date of three texts, for Django's own use."""
        return self.clean(data_list)
