"""Adding and changing an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.details import Address
from patients.enums import AddressUse
from patients.forms.edit_base import RecordForm, refuse_no_change
from patients.forms.edit_contact import NEW, WRONG, check_how
from patients.forms.fields import PatientTextField, RadioField, ReasonField, SelectField
from patients.models import PatientAddress
from patients.selectors.places import district_choices
from smartcare.forms.dates import MemorableDateField

TEXTS = ("house_number", "road_street", "area", "city_town_village", "landmarks")
HAPPENED = [(NEW, _("She moved")), (WRONG, _("It was written wrongly"))]


class AddressForm(RecordForm):
    """The parts of an address."""

    house_number = PatientTextField(label=_("House number"))
    road_street = PatientTextField(label=_("Road or street"))
    area = PatientTextField(label=_("Area"))
    city_town_village = PatientTextField(label=_("City, town or village"))
    landmarks = PatientTextField(label=_("Landmarks"), help_text=_("What helps to find the house."))
    district = SelectField(label=_("District"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        district = self.fields["district"]
        if isinstance(district, forms.ChoiceField):
            district.choices = [("", "—"), *district_choices()]

    def clean(self) -> dict[str, Any]:
        """Something must be said."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in (*TEXTS, "district")):
            self.add_error("area", _("Enter at least one part of the address"))
        return data

    def address(self, use: AddressUse) -> Address:
        """What the form says, for the act; a part never asked for stays so. Takes: the use of the address."""
        data = self.cleaned_data
        texts = {
            name: data[name] if data[name] or self.initial.get(name) is not None else None for name in TEXTS
        }
        district = data.get("district")
        return Address(use=use, **texts, district_id=int(district) if district else None)


class AddAddressForm(AddressForm):
    """An address of a use she has none of today. Takes: `uses`, those that are free."""

    use = RadioField(label=_("Which address?"))

    def __init__(self, *args: Any, uses: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(use, str(AddressUse(use).label)) for use in uses]
        self.fields["use"] = RadioField(label=_("Which address?"), choices=choices)
        self.order_fields(["use"])


class ChangeAddressForm(AddressForm):
    """A move, or a correction. Takes: `row`, the address as it is; one that ended can only be corrected.

    `initial` may settle which of the two it is ("how").
    """

    # Which answers are needed depends on the others; the page says so in its questions.
    mark_optional = False

    # Set once a change was led to another row than the one it was opened on.
    target = forms.CharField(required=False, widget=forms.HiddenInput)
    how = RadioField(label=_("What happened?"), choices=HAPPENED)
    since = MemorableDateField(label=_("Since when has she lived at the new address?"), required=False)
    reason = ReasonField(label=_("If it was written wrongly: why?"), required=False)

    def __init__(self, *args: Any, row: PatientAddress, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        if row.valid.upper is not None:
            del self.fields["how"], self.fields["since"]
            self.fields["reason"] = ReasonField()
        self.said = str((self.data if self.is_bound else self.initial).get("how") or "")
        if "how" in self.fields and self.said in (NEW, WRONG):
            self._settle_how()
        self.order_fields(["how", "since", *TEXTS, "district", "reason"])

    def _settle_how(self) -> None:
        """What happened was said on the way here: it is sent along, and only what belongs to it is asked."""
        self.fields["how"].widget = forms.HiddenInput()
        if self.said == WRONG:
            del self.fields["since"]
        else:
            self.fields["reason"] = ReasonField(label=_("Why she moved, if it matters"), required=False)

    def clean(self) -> dict[str, Any]:
        """A move has a day, a correction a reason."""
        data: dict[str, Any] = super().clean() or {}
        check_how(self, data, self.row.valid.lower)
        if data.get("how") != NEW:
            refuse_no_change(self, address_initial(self.row))
        return data


def address_initial(row: PatientAddress) -> dict[str, Any]:
    """What the form shows of an address. Takes: the row. Gives: initial values."""
    texts = {name: getattr(row, name) for name in TEXTS}
    return {"version": row.version, **texts, "district": row.district_id}


def change_initial(row: PatientAddress, how: str | None) -> dict[str, Any]:
    """What the form of a change begins with: a move with empty boxes, a correction with what is written.

    Takes: the row; "new" or "wrong", anything else for not said yet. Gives: initial values.
    """
    if row.valid.upper is None and how == NEW:
        return {"version": row.version, "how": how}
    return {**address_initial(row), "how": how if how == WRONG else ""}
