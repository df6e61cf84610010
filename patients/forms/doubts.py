"""Doubts about answers: what may be wrong is told once, and kept when it is sent a second time."""

import hashlib
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise

from patients.rules.reading import Reading, TextState
from smartcare.forms.base import SmartForm, first_control_id


class Doubt(NamedTuple):
    """Something that may be wrong with an answer: which question, why, and the control's address."""

    field: str
    label: str
    message: str
    href: str


class _MarkBound(BoundField):
    """Shows the mark of the doubts as they are now, whatever was sent."""

    def value(self) -> str:
        return str(getattr(self.form, "warning_mark", ""))


class _MarkField(forms.CharField):
    bound_field_class = _MarkBound


class DoubtingForm(SmartForm):
    """A form that may doubt. `warnings` are its doubts: sending the same answers a second time keeps them as they are."""

    confirmed = _MarkField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings: list[Doubt] = []

    def full_clean(self) -> None:
        """As Django's; doubts are found anew each time."""
        self.warnings = []
        super().full_clean()

    def doubt(self, name: str, message: str | Promise) -> None:
        """Note a doubt about an answer. Takes: the field's name; what may be wrong, in plain words."""
        field = self[name]
        self.warnings.append(Doubt(name, str(field.label), str(message), f"#{first_control_id(field)}"))

    def doubt_unread(self, name: str, reading: Reading, expected: str | Promise) -> None:
        """Note a doubt when a rule could not read an answer. Takes: the field; the reading; what it looks for."""
        if reading.state is TextState.TO_MEND:
            self.doubt(name, expected)

    @property
    def warning_of(self) -> dict[str, str]:
        """The doubts not yet confirmed, by field."""
        return {} if self._is_confirmed() else {item.field: item.message for item in self.warnings}

    @property
    def warning_mark(self) -> str:
        """What the second press sends back: it fits these doubts about these answers only."""
        if not self.warnings:
            return ""
        said = repr([(item.field, item.message, self.data.get(item.field)) for item in self.warnings])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def is_complete(self) -> bool:
        """Whether the step needs no further look: no error, and no doubt that was not confirmed."""
        return self.is_valid() and self._is_confirmed()

    def _is_confirmed(self) -> bool:
        return not self.warnings or self.data.get("confirmed") == self.warning_mark
