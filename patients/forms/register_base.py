"""What the steps of a registration share: what was typed is kept as it is, and doubts need a second press."""

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from django import forms
from django.utils.functional import Promise

from patients.rules.reading import Reading, TextState
from smartcare.forms.base import SmartForm, first_control_id
from smartcare.forms.dates import PARTS, MemorableDateField

Typed = dict[str, str]


class Doubt(NamedTuple):
    """Something that may be wrong with an answer: which question, why, and the control's address."""

    field: str
    label: str
    message: str
    href: str


class StepForm(SmartForm):
    """One step. `warnings` are its doubts: sending the same answers a second time keeps them as they are."""

    mark_optional = False  # nearly every question may stay empty; the few that may not say so

    confirmed = forms.CharField(required=False, widget=forms.HiddenInput())

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


def in_a_row() -> forms.RadioSelect:
    """Radio buttons side by side, for a few short answers."""
    return forms.RadioSelect({"class": "nhsuk-radios--inline"})


def offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    """Fill an optional list of choices that stand in the database. Takes: a choice field; keys and names."""
    cast(forms.ChoiceField, field).choices = [("", "—"), *choices]


def typed_in(form_class: type[StepForm], data: Mapping[str, Any]) -> Typed:
    """The answers to a step as typed, to be kept in a draft.

    Takes: the step's form; what was sent. Gives: texts by control, without NUL, which the database can't hold.
    """
    names = [name for field, box in form_class.base_fields.items() for name in _controls(field, box)]
    return {name: str(data[name]).replace("\x00", "") for name in names if name in data}


def _controls(name: str, field: forms.Field) -> list[str]:
    if isinstance(field, MemorableDateField):
        return [f"{name}_{part}" for part in PARTS]
    return [name]
