"""How to reach her and where she lives."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients import details
from patients.enums import ContactKind, PhoneOwner
from patients.forms.fields import (
    EmailTextField,
    NameField,
    OptionalRadioField,
    PatientTextField,
    PhoneField,
    SelectField,
    phone_box,
)
from patients.forms.lived_since import SinceField
from patients.forms.register_base import StepForm, in_a_row, offer
from patients.rules.email import read_email
from patients.rules.phone import read_phone
from patients.rules.reading import TextState
from patients.selectors.places import district_choices

PHONES = {
    "phone": ContactKind.CELLPHONE,
    "other_phone": ContactKind.OTHER_CELLPHONE,
    "landline": ContactKind.LANDLINE,
}
ADDRESS = ("house_number", "road_street", "area", "city_town_village", "landmarks")
_TEL = phone_box()


class ContactForm(StepForm):
    """Phones, e-mail and address. One question must be answered: a phone, or that she has none."""

    phone = PatientTextField(label=_("Phone"), help_text=_("For example 097 712 3456"), widget=_TEL)
    no_phone = forms.BooleanField(label=_("She has no phone"), required=False)
    owner = OptionalRadioField(label=_("Whose phone is it?"), widget=in_a_row(), choices=PhoneOwner.choices)
    owner_name = NameField(label=_("Name of the phone’s owner"), help_text=_("When it is not her own"))
    other_phone = PatientTextField(label=_("Other phone"), widget=_TEL)
    landline = PatientTextField(label=_("Landline"), widget=_TEL)
    email = PatientTextField(label=_("E-mail address"), widget=forms.TextInput({"inputmode": "email"}))
    house_number = PatientTextField(label=_("House number"))
    road_street = PatientTextField(label=_("Road or street"))
    area = PatientTextField(label=_("Area or compound"))
    city_town_village = PatientTextField(label=_("Town or village"))
    landmarks = PatientTextField(label=_("Landmarks"), help_text=_("For example: behind the school"))
    district = SelectField(label=_("District"), choices=())
    since = SinceField(
        label=_("Since when has she lived there?"),
        required=False,
        help_text=_("Month and year are enough, for example 3 2019. Leave it empty when it is not known"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["district"], district_choices())

    def clean(self) -> dict[str, Any]:
        """A phone or none, whose it is, and doubts about what can't be read."""
        data = super().clean() or self.cleaned_data
        if "phone" in data:
            self._clean_phone(data)
        for name in ("other_phone", "landline"):
            self.doubt_unread(name, read_phone(data.get(name)), PhoneField.expected)
        self.doubt_unread("email", read_email(data.get("email")), EmailTextField.expected)
        if data.get("since") and not any(data.get(name) for name in (*ADDRESS, "district")):
            self.add_error("since", _("Write where she lives, or leave this empty"))
        return data

    def _clean_phone(self, data: dict[str, Any]) -> None:
        phone, none = data["phone"], data.get("no_phone")
        reading = read_phone(phone)
        if phone and none:
            self.add_error("phone", _("Write the phone or tick “She has no phone”, not both"))
        elif not none and reading.state is TextState.SAID_NONE:
            self.add_error("phone", _("Write her phone, or tick “She has no phone”"))
        elif phone and not data.get("owner") and "owner" not in self.errors:
            self.add_error("owner", _("Choose whose phone it is"))
        if data.get("owner") == PhoneOwner.OWN and data.get("owner_name"):
            self.add_error("owner_name", _("You chose “Her own”. Leave this name empty, or choose again"))
        if phone:
            self.doubt_unread("phone", reading, PhoneField.expected)

    def contacts(self) -> tuple[details.Contact, ...]:
        """The phones and the address for mail, the first phone that can be called being the primary one."""
        texts = {name: self.cleaned_data[name] for name in PHONES if self.cleaned_data[name]}
        primary = next((name for name, text in texts.items() if read_phone(text).value), None)
        found = [self._phone(name, text, name == primary) for name, text in texts.items()]
        if self.cleaned_data["email"]:
            found.append(details.Contact(ContactKind.EMAIL, self.cleaned_data["email"], PhoneOwner.OWN))
        return tuple(found)

    def _phone(self, name: str, text: str, is_primary: bool) -> details.Contact:
        if name != "phone":
            return details.Contact(PHONES[name], text, PhoneOwner.UNKNOWN, is_primary=is_primary)
        owner, owner_name = PhoneOwner(self.cleaned_data["owner"]), self.cleaned_data["owner_name"]
        return details.Contact(PHONES[name], text, owner, owner_name, is_primary)

    def address(self) -> details.Address:
        """Where she lives, empty when nothing was said."""
        texts: dict[str, Any] = {name: self.cleaned_data[name] or None for name in ADDRESS}
        district = self.cleaned_data["district"]
        return details.Address(**texts, district_id=int(district) if district else None)

    def address_since(self) -> datetime.date | None:
        """From which day she lives there, None when it was not said."""
        since: datetime.date | None = self.cleaned_data["since"]
        return since
