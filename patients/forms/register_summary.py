"""A step in words, for the review page: each answer as it will be kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _

from patients.forms.register import Step
from patients.forms.register_base import StepForm
from patients.forms.register_identity import IdentityForm
from patients.rules.age import show_age
from patients.rules.birth import Precision, age_on, show_birth, show_day
from patients.rules.nrc import read_nrc
from patients.rules.nupin import read_nupin
from patients.rules.phone import read_phone, show_phone

BIRTH = ("birth_known", "birth_date", "age")


@dataclass(frozen=True, slots=True)
class Section:
    """A step on the review page. `rows` suit components/summary_list.html; `problems` say why it is not complete."""

    slug: str
    title: str
    rows: list[dict[str, str]]
    problems: list[str]


def section(step: Step, form: StepForm) -> Section:
    """One step in words. Takes: the step; its form, bound to what was typed."""
    problems = [entry.message for entry in form.error_summary()] + list(form.warning_of.values())
    return Section(step.slug, str(step.title), list(_rows(form)), list(dict.fromkeys(problems)))


def _rows(form: StepForm) -> list[dict[str, str]]:
    rows = []
    for field in form:
        if field.name == "birth_known" and isinstance(form, IdentityForm):
            rows.append({"key": _("Birth date"), "value": _birth(form)})
        elif field.name not in BIRTH and not field.is_hidden and (value := _shown(form, field)):
            rows.append({"key": str(field.label), "value": value})
    return rows


def _birth(form: IdentityForm) -> str:
    if {"birth_known", "birth_date", "age"} & set(form.errors):
        return ""
    birth, today = form.birth(), timezone.localdate()
    precision = Precision(birth.precision.value)
    shown = show_birth(birth.date, precision, today)
    if precision is not Precision.DAY:
        return shown
    return f"{shown} ({show_age(age_on(birth.date, precision, today))})"


def _shown(form: StepForm, field: BoundField) -> str:
    """An answer that was taken as it will be kept, a faulty one as it was typed."""
    value: Any = form.cleaned_data.get(field.name, field.value())
    if isinstance(field.field, forms.BooleanField):
        return _("Yes") if value else ""
    if isinstance(field.field, forms.ChoiceField):
        choices: Any = field.field.choices
        return str(dict(choices).get(value, "")) if value else ""
    if isinstance(value, date):
        return show_day(value)
    if isinstance(value, list):
        return " ".join(part for part in value if part)
    text = str(value or "")
    read = _READ.get(field.name.rpartition("_")[2], str)
    return read(text)


def _phone(text: str) -> str:
    value = read_phone(text).value
    return show_phone(value) if value else text


_READ: dict[str, Callable[[str], str]] = {
    "nrc": lambda text: read_nrc(text).value or text,
    "nupin": lambda text: read_nupin(text).value or text,
    "phone": _phone,
    "landline": _phone,
}
