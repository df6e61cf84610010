"""What is asked on the pages of the trail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.enums import Action
from audit.viewing.exporting import CSV, NDJSON
from audit.viewing.fields import tables
from audit.viewing.filters import RISK, Filter
from audit.viewing.words import ACTS
from smartcare.forms.base import SmartForm
from smartcare.forms.texts import PlainTextField


class DayInput(forms.DateInput):
    """A day from the browser's own calendar, in the form that addresses have."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__({"class": "nhsuk-input--width-10"}, format="%Y-%m-%d")


class LongSelect(forms.Select):
    """Many choices, each without a template of its own."""

    template_name = "audit/long_select.html"


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("All")), (RISK, _("Rare or risky")), *Action.choices]


def _acts() -> list[tuple[str, Any]]:
    named = sorted(((name, str(words)) for name, words in ACTS.items()), key=lambda pair: pair[1])
    return [("", _("All")), *named]


def _tables() -> list[tuple[str, Any]]:
    return [("", _("All")), *tables()]


class FilterForm(SmartForm):
    """The conditions one may choose; those with a key are chosen by links, and go along hidden."""

    mark_optional = False

    since = forms.DateField(label=_("From"), required=False, widget=DayInput())
    until = forms.DateField(label=_("To"), required=False, widget=DayInput())
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=_kinds, widget=LongSelect)
    act = forms.ChoiceField(label=_("What was done"), required=False, choices=_acts, widget=LongSelect)
    table = forms.ChoiceField(
        label=_("Part of the record"), required=False, choices=_tables, widget=LongSelect
    )

    def __init__(self, asked: Filter) -> None:
        super().__init__(initial=dict(asked.pairs()))
        # One that a link chose and the list doesn't have.
        for name, known in (("act", _acts()), ("table", _tables())):
            chosen, field = getattr(asked, name), self.fields[name]
            if isinstance(field, forms.ChoiceField) and chosen and chosen not in dict(known):
                field.choices = [*known, (chosen, chosen)]


class ExportForm(SmartForm):
    """Why, and in which form."""

    reason = PlainTextField(
        label=_("Why do you need this file?"),
        max_length=300,
        help_text=_("What you write is kept in the audit trail. Name no patient."),
    )
    form = forms.ChoiceField(
        label=_("Form of the file"),
        choices=[(CSV, _("CSV, for a sheet")), (NDJSON, _("NDJSON, for a program"))],
        widget=forms.RadioSelect,
        initial=CSV,
    )


class SignalForm(SmartForm):
    """What the reader thinks of a signal."""

    remark = PlainTextField(
        label=_("What did you find?"),
        max_length=500,
        help_text=_("Such as: a busy day, she helped at the desk. Name no patient."),
    )
