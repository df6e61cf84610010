"""What else she may tell. Nothing here must be answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients import details
from patients.enums import MaritalStatus
from patients.forms.fields import OptionalRadioField, PatientTextField, SelectField
from patients.forms.register_base import StepForm, in_a_row, offer
from patients.selectors.places import district_names, province_names

# The words that registers use, offered while one types; any other word may be written.
SUGGESTED: dict[str, tuple[str, ...]] = {
    "home_language": ("Bemba", "Nyanja", "Tonga", "Lozi", "Kaonde", "Luvale", "Lunda", "English"),
    "religious_category": ("Christian", "Muslim", "Hindu", "Buddhist", "Traditional", "None"),
    "education_level": ("None", "Primary school", "Secondary school", "College", "University"),
    "occupation": ("Farmer", "Trader", "Housewife", "Teacher", "Domestic worker", "Student", "None"),
}
TEXTS = (
    "home_language", "province_of_birth", "district_of_birth", "birth_place", "religious_category",
    "religious_denomination", "education_level", "occupation",
)  # fmt: skip


def _suggesting(name: str) -> forms.TextInput:
    return forms.TextInput({"list": f"{name}-list"})


class PersonalForm(StepForm):
    """Marriage, language, belief, schooling, work and birthplace."""

    marital_status = OptionalRadioField(
        label=_("Marital status"), widget=in_a_row(), choices=MaritalStatus.choices
    )
    home_language = PatientTextField(label=_("Language at home"), widget=_suggesting("home_language"))
    religious_category = PatientTextField(label=_("Religion"), widget=_suggesting("religious_category"))
    religious_denomination = PatientTextField(label=_("Church or denomination"))
    education_level = PatientTextField(label=_("Education"), widget=_suggesting("education_level"))
    occupation = PatientTextField(label=_("Occupation"), widget=_suggesting("occupation"))
    is_born_in_zambia = OptionalRadioField(
        label=_("Was she born in Zambia?"), widget=in_a_row(), choices=[("yes", _("Yes")), ("no", _("No"))]
    )
    province_of_birth = SelectField(label=_("Province of birth"), choices=())
    district_of_birth = SelectField(label=_("District of birth"), choices=())
    birth_place = PatientTextField(label=_("Place of birth"), help_text=_("Village, town or hospital"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["province_of_birth"], [(name, name) for name in province_names()])
        offer(self.fields["district_of_birth"], [(name, name) for name in district_names()])

    def suggestions(self) -> dict[str, tuple[str, ...]]:
        """The words to offer, by field."""
        return SUGGESTED

    def personal(self) -> details.Personal:
        """The answers as values for the act; what was left empty was not asked."""
        marital, born = self.cleaned_data["marital_status"], self.cleaned_data["is_born_in_zambia"]
        return details.Personal(
            marital_status=MaritalStatus(marital) if marital else None,
            is_born_in_zambia=None if not born else born == "yes",
            **{name: self.cleaned_data[name] or None for name in TEXTS},
        )
