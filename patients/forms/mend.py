"""Saying what a text that came as it was means."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from patients.details import Birth
from patients.enums import MaritalStatus, Sex
from patients.forms.edit_birth import PartialDateField, birth_of
from patients.forms.fields import (
    AgeField,
    EmailTextField,
    NrcField,
    NupinField,
    PatientTextField,
    PhoneField,
    RadioField,
    ReasonField,
    VersionField,
)
from smartcare.forms.base import SmartForm

FIELDS = {
    "phone": (PhoneField, _("Phone number")),
    "email": (EmailTextField, _("E-mail address")),
    "nrc": (NrcField, _("NRC")),
    "nupin": (NupinField, _("NUPIN")),
    "art-number": (PatientTextField, _("ART number")),
    "napsa": (PatientTextField, _("NAPSA number")),
    "under-five-card": (PatientTextField, _("Under-five card number")),
    "passport": (PatientTextField, _("Passport number")),
    "relative-nrc": (NrcField, _("NRC of the relative")),
    "nrc-shared": (NrcField, _("Her right NRC")),
    "nupin-shared": (NupinField, _("Her right NUPIN")),
}


class MendForm(SmartForm):
    """The version that was read, and why. Alone it carries an answer that needs no words: none, or mine. Takes: `ask_reason`."""

    version = VersionField()

    def __init__(self, *args: Any, ask_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ask_reason:
            self.fields["reason"] = ReasonField(
                help_text=_("For example: seen on her card, taken from another card.")
            )


class MendTextForm(MendForm):
    """The right text. Takes: `kind`; `two`, when a second number may have stood in the same field."""

    def __init__(self, *args: Any, kind: str, two: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, label = FIELDS[kind]
        self.fields["value"] = field(label=label, required=True)
        if two:
            self.fields["other"] = PhoneField(label=_("A second number from the same text"))
        self.order_fields(["value", "other", "reason"])


class MendSharedForm(MendTextForm):
    """The right number of one who shares hers. Takes: `shared`, the number that must not stay."""

    def __init__(self, *args: Any, shared: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shared = shared

    def clean(self) -> dict[str, Any]:
        """The same number would settle nothing."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("value") == self.shared:
            self.add_error("value", ValidationError(_("This is the number that several people have")))
        return data


class MendSexForm(MendForm):
    """What a text for sex means."""

    sex = RadioField(label=_("Sex"), choices=[choice for choice in Sex.choices if choice[0] != Sex.UNKNOWN])


class MendMaritalForm(MendForm):
    """What a text for marital status means."""

    marital_status = RadioField(label=_("Marital status"), choices=MaritalStatus.choices)


class MendBirthForm(MendForm):
    """When she was born, as far as it is known."""

    # Which answers are needed depends on the others; the page says so in its questions.
    mark_optional = False

    born = PartialDateField(
        label=_("Date of birth"),
        required=False,
        help_text=_("Leave the day, or the day and the month, empty when not known."),
    )
    age = AgeField(label=_("Or age in years today"))

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and (data["born"] is None) == (data["age"] is None):
            self.add_error("born", _("Enter the date of birth or the age, one of the two"))
        return data

    def birth(self) -> Birth:
        """What the form says, for the act."""
        return birth_of(self.cleaned_data["born"], self.cleaned_data["age"])
