"""Questions about a patient: each reads what was typed by the rules, and says in plain words what it expected.

Give the text as it stands in the record as `initial` of the form: left as it was, it is taken, even when it can't be
understood, so that a name can be corrected while a number still waits to be mended.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from patients.enums import PhoneOwner, Sex
from patients.rules.birth import OLDEST
from patients.rules.email import read_email
from patients.rules.nrc import read_nrc
from patients.rules.nupin import read_nupin
from patients.rules.phone import read_phone
from patients.rules.reading import Reading, TextState
from smartcare.forms.texts import PlainTextField

# Said where she is registered and where she is corrected.
NRC_TOO_EARLY = _("An NRC is given from age 16: check the birth date and the NRC")
NUPIN_MISTYPED = _("The last digit of the NUPIN does not fit the others. Check it on the card")

NAME_LENGTH = 200
TEXT_LENGTH = 255


class PatientTextField(PlainTextField):
    """A text about a patient: optional, and never remembered by the browser. Takes: what PlainTextField takes."""

    def __init__(self, *, label: str | Promise, max_length: int = TEXT_LENGTH, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(label=label, max_length=max_length, **kwargs)

    def clean(self, value: Any) -> Any:
        """The text, trimmed. What stood in the record and was left alone comes back to the letter, however long."""
        return value if value and value == self.initial else super().clean(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """As PlainTextField's, with the browser's memory off."""
        return {**super().widget_attrs(widget), "autocomplete": "off"}


class NameField(PatientTextField):
    """A part of a name, up to 200 characters."""

    def __init__(self, *, label: str | Promise, **kwargs: Any) -> None:
        super().__init__(label=label, max_length=NAME_LENGTH, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """As PatientTextField's, without corrections by the device."""
        return {**super().widget_attrs(widget), "spellcheck": "false"}


class ReadField(PatientTextField):
    """A text that a rule must understand. `reads` is the rule; `expected` says, lazily, what it looks for."""

    reads: Callable[[str | None], Reading]
    expected: Any
    input_mode = ""

    def clean(self, value: Any) -> str:
        """The text as typed. Raises: ValidationError when the rule can't read it and it is not what stood there."""
        text: str = super().clean(value)
        if text and text != self.initial and type(self).reads(text).state is not TextState.OK:
            raise ValidationError(self.expected, code="invalid")
        return text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """As PatientTextField's, with the keyboard that fits."""
        mode = {"inputmode": self.input_mode} if self.input_mode else {}
        return {
            **super().widget_attrs(widget),
            **mode,
            "spellcheck": "false",
            "class": "nhsuk-input--width-20",
        }


class NrcField(ReadField):
    """A National Registration Card number."""

    reads = staticmethod(read_nrc)
    expected = _(
        "Enter the NRC as 6 digits, 2 digits and 1 digit, such as 123456/10/1. The last is 1, 2 or 3"
    )


class NupinField(ReadField):
    """A NUPIN."""

    reads = staticmethod(read_nupin)
    expected = _("Enter the NUPIN in its four parts with dashes, such as 5010-0001-00001-1")


class PhoneField(ReadField):
    """A phone number."""

    reads = staticmethod(read_phone)
    expected = _("Enter one phone number, such as 097 712 3456, or with + and the country code")
    input_mode = "tel"


class EmailTextField(ReadField):
    """An e-mail address."""

    reads = staticmethod(read_email)
    expected = _("Enter an e-mail address, such as name@example.com")
    input_mode = "email"


class AgeField(forms.CharField):
    """An age in completed years, 0 to 110. Gives: int, or None when empty and not required."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput({"class": "nhsuk-input--width-3", "inputmode": "numeric"})
        )
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: Any) -> Any:
        """The age. Raises: ValidationError for anything but a whole number in range."""
        text: str = super().clean(value)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= OLDEST):
            raise ValidationError(
                _("Enter the age as a whole number from 0 to %(oldest)d"), params={"oldest": OLDEST}
            )
        return int(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """As Django's, with the browser's memory off."""
        return {**super().widget_attrs(widget), "autocomplete": "off"}


class ReasonField(PatientTextField):
    """Why something is changed; kept in the history of contacts and addresses."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example: typing mistake, misheard, taken from another card."))
        super().__init__(**{"label": _("Why?"), "required": True, **kwargs})


class VersionField(forms.IntegerField):
    """The version of a row that was read, carried along unseen.

    Gives: the version; NEVER for one that is missing or damaged, which is no row's: nobody can mend what she can't see, so it is met
    as a row that somebody changed.
    """

    NEVER = -1

    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=2_000_000_000, required=False, widget=forms.HiddenInput())

    def clean(self, value: Any) -> int:
        try:
            version = super().clean(value)
        except ValidationError:
            return self.NEVER
        return self.NEVER if version is None else version


class RadioField(forms.ChoiceField):
    """A choice among a few, all in sight."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.RadioSelect(), **kwargs})


class OptionalRadioField(RadioField):
    """A choice that may stay open. Gives: "" when nothing was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})


class SelectField(forms.ChoiceField):
    """A choice among many. An empty choice stands first unless it is required."""

    def __init__(self, *, choices: Any, **kwargs: Any) -> None:
        required = kwargs.setdefault("required", False)
        super().__init__(choices=choices if required else [("", "—"), *choices], **kwargs)


def sex_field(**kwargs: Any) -> RadioField:
    """The question for sex. Takes: what a field takes."""
    return RadioField(**{"label": _("Sex"), "choices": Sex.choices, **kwargs})


def phone_box() -> forms.TextInput:
    """A box for a phone that may stay as it was said: with the keyboard that fits."""
    return forms.TextInput({"inputmode": "tel", "class": "nhsuk-input--width-20", "spellcheck": "false"})


def owner_field(**kwargs: Any) -> RadioField:
    """The question whose phone it is. Takes: what a field takes."""
    return RadioField(**{"label": _("Whose phone is it?"), "choices": PhoneOwner.choices, **kwargs})
