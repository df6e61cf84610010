"""Adding, changing and ending a phone number or e-mail address."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.details import Contact
from patients.enums import ContactKind, PhoneOwner
from patients.forms.edit_base import RecordForm, refuse_no_change
from patients.forms.fields import (
    EmailTextField,
    NameField,
    PatientTextField,
    PhoneField,
    RadioField,
    ReasonField,
    owner_field,
)
from patients.models import PatientContact
from patients.rules.phone import show_phone
from smartcare.forms.dates import MemorableDateField

NEW, WRONG = "new", "wrong"
NO_PHONE = "no_phone"


def kind_label(kind: str) -> str:
    """A kind of contact in words. Takes: a value of ContactKind."""
    return str(ContactKind(kind).label)


class ContactForm(RecordForm):
    """What is asked of every contact; the subclasses ask the rest."""

    owner = owner_field(initial=PhoneOwner.OWN, required=False)
    owner_name = NameField(label=_("Name of the person whose phone it is"))
    is_primary = forms.BooleanField(label=_("Call this number first"), required=False)

    def contact(self, kind: ContactKind) -> Contact:
        """What the form says, for the act. Takes: the kind of contact."""
        data = self.cleaned_data
        is_email = kind is ContactKind.EMAIL
        return Contact(
            kind=kind,
            text=data["text"],
            owner=PhoneOwner(data.get("owner") or PhoneOwner.OWN),
            owner_name="" if is_email else data.get("owner_name", ""),
            is_primary=not is_email and data.get("is_primary", False),
        )


class AddContactForm(ContactForm):
    """A contact of a kind she has none of today. Takes: `kinds`, those that are free; `has_phone`, whether a phone stands there.

    Of a woman with no phone it can be said that she has none.
    """

    # What is needed depends on the kind; the page says so in its questions.
    mark_optional = False

    kind = RadioField(label=_("What do you add?"))
    text = PatientTextField(label=_("Number or e-mail address"))
    field_order = ["kind", "text"]

    def __init__(self, *args: Any, kinds: Iterable[str], has_phone: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind, kind_label(kind)) for kind in kinds]
        if not has_phone:
            choices.append((NO_PHONE, str(_("She has no phone"))))
        self.fields["kind"] = RadioField(label=_("What do you add?"), choices=choices)
        self.order_fields(["kind", "text"])

    def clean(self) -> dict[str, Any]:
        """The text must be what the kind demands."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == NO_PHONE:
            if data.get("text"):
                self.add_error("text", _("Write the number or choose “She has no phone”, not both"))
            return data
        if data.get("kind") and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Fill in “Number or e-mail address”"))
        if data.get("kind") and data.get("text"):
            field = EmailTextField if data["kind"] == ContactKind.EMAIL else PhoneField
            try:
                field(label="").clean(data["text"])
            except forms.ValidationError as error:
                self.add_error("text", error)
        return data


class ChangeContactForm(ContactForm):
    """A new number from a day on, or a correction. Takes: `row`, the contact as it is; one that ended can only be corrected."""

    # Which answers are needed depends on the others; the page says so in its questions.
    mark_optional = False

    # Set once a change was led to another row than the one it was opened on.
    target = forms.CharField(required=False, widget=forms.HiddenInput)
    how = RadioField(
        label=_("What happened?"),
        choices=[(NEW, _("She has a new one")), (WRONG, _("It was written wrongly"))],
    )
    since = MemorableDateField(label=_("Since when has she had the new one?"), required=False)
    reason = ReasonField(label=_("If it was written wrongly: why?"), required=False)
    field_order = ["how", "since", "reason"]

    def __init__(self, *args: Any, row: PatientContact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        is_email = row.kind == ContactKind.EMAIL
        field = EmailTextField if is_email else PhoneField
        self.fields["text"] = field(
            label=kind_label(row.kind), required=True, initial=self.initial.get("text")
        )
        if is_email:
            del self.fields["owner"], self.fields["owner_name"], self.fields["is_primary"]
        if row.valid.upper is not None:
            _only_correct(self)
        self.order_fields(["how", "since", "text", "owner", "owner_name", "is_primary", "reason"])

    def clean(self) -> dict[str, Any]:
        """A new one has a day, a correction a reason."""
        data: dict[str, Any] = super().clean() or {}
        check_how(self, data, self.row.valid.lower)
        if data.get("how") != NEW:
            refuse_no_change(self, contact_initial(self.row))
        return data


def _only_correct(form: forms.Form) -> None:
    """A period that is over can be corrected, not continued."""
    del form.fields["how"], form.fields["since"]
    form.fields["reason"] = ReasonField()


def is_new(data: dict[str, Any]) -> bool:
    """Whether the answer was a change from a day on, not a correction. Takes: cleaned data."""
    return data.get("how") == NEW


def check_how(form: forms.Form, data: dict[str, Any], began: date | None) -> None:
    """Check the day of a change and the reason of a correction. Takes: the form; its data; when the old period began."""
    if data.get("how") == NEW and "since" not in form.errors:
        check_day(form, "since", data.get("since"), began)
    if data.get("how") == WRONG and not data.get("reason") and "reason" not in form.errors:
        form.add_error("reason", _("Say why it was wrong"))


def check_day(form: forms.Form, name: str, day: date | None, began: date | None) -> None:
    """A day that is there, not ahead and not before the period began. Takes: the form; the field's name; the day; the beginning."""
    if day is None:
        form.add_error(name, _("Enter a day, a month and a year"))
    elif day > timezone.localdate():
        form.add_error(name, _("The day can’t be in the future"))
    elif began is not None and day < began:
        form.add_error(name, _("The day can’t be before the one that stands there began"))


class EndForm(RecordForm):
    """The last day of a contact or address. Takes: `began`, its first day."""

    last_day = MemorableDateField(label=_("What was the last day?"), required=False)
    reason = ReasonField(
        label=_("Why did it end?"), required=False, help_text=_("For example: lost, sold, moved away.")
    )

    def __init__(self, *args: Any, began: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.began = began

    def clean(self) -> dict[str, Any]:
        """The day must fit the period."""
        data: dict[str, Any] = super().clean() or {}
        if "last_day" not in self.errors:
            check_day(self, "last_day", data.get("last_day"), self.began)
        return data


def contact_initial(row: PatientContact) -> dict[str, Any]:
    """What the form shows of a contact. Takes: the row. Gives: initial values."""
    is_phone = row.kind != ContactKind.EMAIL
    return {
        "version": row.version,
        "text": show_phone(row.value) if is_phone and row.value else (row.value or row.value_given or ""),
        "owner": row.owner,
        "owner_name": row.owner_name,
        "is_primary": row.is_primary,
    }
