"""What the steps of a registration share: what was typed is kept as it is."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from patients.forms.doubts import DoubtingForm
from smartcare.forms.dates import PARTS, MemorableDateField

Typed = dict[str, str]


class StepForm(DoubtingForm):
    """One step. What is doubtful needs a second press."""

    mark_optional = False  # nearly every question may stay empty; the few that may not say so


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
