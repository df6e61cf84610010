"""The form every page stands on: plain messages, and a list of all errors for the top of the page."""

from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import pretty_name
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SummaryEntry(NamedTuple):
    """One line of the error summary: the question, what is wrong, and the control's address.

    The address is "" where the whole form is at fault.
    """

    label: str
    message: str
    href: str


def _required_text(label: str, choice: bool) -> str:
    text = gettext("Choose an answer for “%(label)s”") if choice else gettext("Fill in “%(label)s”")
    return text % {"label": label}


_required_message = lazy(_required_text, str)


class SmartForm(forms.Form):
    """A form that names its faults in plain words and lists them.

    The browser's own bubbles are off (`use_required_attribute`), so that every fault is told in one way.
    `mark_optional` writes "(optional)" beside what may stay empty; search forms turn it off.
    """

    use_required_attribute = False
    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self._speak_plainly()

    def full_clean(self) -> None:
        """Clean as Django does, with plain words also for fields that a subclass added after the others."""
        self._speak_plainly()
        super().full_clean()

    def _speak_plainly(self) -> None:
        for name, field in self.fields.items():
            _speak_plainly(field.label or pretty_name(name), field)

    def error_summary(self) -> list[SummaryEntry]:
        """Every error in the order of the page.

        Gives: entries, those of the whole form first; [] when all is well.
        """
        entries = [SummaryEntry("", str(message), "") for message in self.non_field_errors()]
        for field in self:
            href = "" if field.is_hidden else f"#{first_control_id(field)}"
            entries += [SummaryEntry(str(field.label), str(message), href) for message in field.errors]
        return entries


def first_control_id(field: BoundField) -> str:
    """The control that a link to a question should reach. Takes: a bound field. Gives: an id without "#"."""
    return field.id_for_label or f"{field.auto_id}_0"


def _speak_plainly(label: Any, field: forms.Field) -> None:
    messages = field.error_messages
    if messages.get("required") == forms.Field.default_error_messages["required"]:
        choice = isinstance(field, forms.ChoiceField | forms.BooleanField)
        messages["required"] = _required_message(label, choice)
    messages.setdefault("null_characters_not_allowed", _("Remove the character that can’t be read"))
