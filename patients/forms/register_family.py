"""Her family. Nothing here must be answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients import details
from patients.enums import FamilyRelation
from patients.forms.fields import NameField, NrcField, PatientTextField, PhoneField, phone_box
from patients.forms.register_base import StepForm
from patients.rules.nrc import read_nrc
from patients.rules.phone import read_phone

PARTS = ("first_name", "surname", "nrc", "nationality", "relationship", "phone", "is_deceased")


class FamilyForm(StepForm):
    """Mother, father, guardian and spouse, as described. A field is named `<relation>_<part>`."""

    mother_first_name = NameField(label=_("Mother’s first names"))
    mother_surname = NameField(label=_("Mother’s surname"))
    mother_is_deceased = forms.BooleanField(label=_("Her mother has died"), required=False)
    mother_nrc = PatientTextField(label=_("Mother’s NRC"))
    mother_nationality = PatientTextField(label=_("Mother’s nationality"))
    father_first_name = NameField(label=_("Father’s first names"))
    father_surname = NameField(label=_("Father’s surname"))
    father_is_deceased = forms.BooleanField(label=_("Her father has died"), required=False)
    father_nrc = PatientTextField(label=_("Father’s NRC"))
    father_nationality = PatientTextField(label=_("Father’s nationality"))
    guardian_first_name = NameField(label=_("Guardian’s first names"))
    guardian_surname = NameField(label=_("Guardian’s surname"))
    guardian_relationship = PatientTextField(
        label=_("Who the guardian is to her"), help_text=_("For example: aunt, grandmother")
    )
    guardian_phone = PatientTextField(label=_("Guardian’s phone"), widget=phone_box())
    guardian_nrc = PatientTextField(label=_("Guardian’s NRC"))
    guardian_nationality = PatientTextField(label=_("Guardian’s nationality"))
    spouse_first_name = NameField(label=_("First names of spouse or partner"))
    spouse_surname = NameField(label=_("Surname of spouse or partner"))
    spouse_phone = PatientTextField(label=_("Phone of spouse or partner"), widget=phone_box())

    def clean(self) -> dict[str, Any]:
        """Note numbers that can't be read."""
        data = super().clean() or self.cleaned_data
        for name, value in data.items():
            if name.endswith("_nrc"):
                self.doubt_unread(name, read_nrc(value), NrcField.expected)
            elif name.endswith("_phone"):
                self.doubt_unread(name, read_phone(value), PhoneField.expected)
        return data

    def relatives(self) -> tuple[details.Relative, ...]:
        """Those of whom something was said. Unticked, a death was not asked about."""
        said = {relation: self._parts(relation) for relation in FamilyRelation}
        return tuple(details.Relative(relation, **parts) for relation, parts in said.items() if parts)

    def _parts(self, relation: FamilyRelation) -> dict[str, Any]:
        values = {part: self.cleaned_data.get(f"{relation.value}_{part}") or None for part in PARTS}
        return {part: value for part, value in values.items() if value is not None}
