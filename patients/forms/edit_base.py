"""What the forms that change a record have in common: the version that was read, and a comparison when it is outdated."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from patients.forms.doubts import DoubtingForm
from patients.forms.fields import VersionField


@dataclass(frozen=True, slots=True)
class Difference:
    """One question when two people changed the same: `now` in the record, `typed` by the one who came second."""

    label: str
    now: str
    typed: str


class RecordForm(DoubtingForm):
    """A form that changes a row of a record.

    Takes: `initial` with the texts that stand in the record and, for a row that exists, its `version`.
    """

    version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in self.initial.items():
            if name in self.fields:
                self.fields[name].initial = value

    def read_version(self) -> int:
        """The version that was read when the form was opened; 0 when there was no row."""
        return int(self.cleaned_data.get("version") or 0)

    def meet(self, current: dict[str, Any]) -> list[Difference]:
        """Make a bound form ready for a conscious second press, and say what differs.

        Takes: `current`, the initial values of the row as it is now, with its version.
        """
        renew_version(self, current["version"])
        return self.differences(current)

    def differences(self, current: dict[str, Any]) -> list[Difference]:
        """What a bound form says otherwise than the record. Takes: `current`, the initial values of the row as it is now."""
        found = []
        for name, field in self.fields.items():
            if name == "version" or name not in current:
                continue
            now, typed = shown(field, current[name]), shown(field, self[name].value())
            if now != typed:
                found.append(Difference(str(field.label), now or _("Nothing"), typed or _("Nothing")))
        return found


def refuse_no_change(form: RecordForm, current: dict[str, Any]) -> None:
    """Refuse a correction that corrects nothing. Takes: the form, cleaned so far; the initial values of the row as it is now."""
    if not form.errors and not form.differences(current):
        form.add_error(None, _("Nothing is changed: it says what is written already. Nothing was saved."))


def renew_version(form: forms.Form, version: int) -> None:
    """Put the version that is current now into a bound form, so that a second press is a conscious one."""
    data: Any = form.data
    form.data = data.copy()
    form.data["version"] = str(version)  # type: ignore[index]


def shown(field: forms.Field, value: Any) -> str:
    """A raw value of a field in words. Takes: the field; a value as typed or as initial. Gives: text, "" for nothing."""
    if isinstance(value, date) and isinstance(field.widget, forms.MultiWidget):
        value = field.widget.decompress(value)
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value if part)
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value in (True, "on", "true", "True", "1") else _("No")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = {str(key): str(label) for key, label in choices if key not in (None, "")}
        return labels.get(str(value), "")
    return "" if value is None else str(value).strip()


def yes_no(value: bool | None) -> str:
    """The answer that a radio question shows. Takes: a truth value, None when never asked. Gives: "yes", "no" or ""."""
    return "" if value is None else "yes" if value else "no"
