"""Correcting who she is: name, sex, birth and numbers."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.details import Birth, Identity
from patients.enums import BirthPrecision, IdentifierSystem, Sex, TextState
from patients.forms.edit_base import RecordForm
from patients.forms.edit_birth import PartialDateField, birth_boxes, birth_of
from patients.forms.fields import (
    NRC_TOO_EARLY,
    NUPIN_MISTYPED,
    AgeField,
    NameField,
    NrcField,
    NupinField,
    PatientTextField,
    ReasonField,
    sex_field,
)
from patients.models import Patient
from patients.rules.birth import Precision, age_on, show_day
from patients.rules.nrc import nrc_allowed_at, nrc_too_early, under_five_card_allowed_at
from patients.rules.nupin import looks_mistyped
from patients.selectors.record import Record

# Each number is asked under the name of its system.
NUMBERS = tuple(system.value for system in IdentifierSystem)


class IdentityForm(RecordForm):
    """Who she is, as it should be. Takes: `patient`, the record as it is, and its initial values (`identity_initial`)."""

    # Which answers are needed depends on the others; the page says so in its questions.
    mark_optional = False

    surname = NameField(label=_("Surname"))
    first_name = NameField(label=_("First names"))
    sex = sex_field()
    born = PartialDateField(
        label=_("Date of birth"),
        required=False,
        help_text=_(
            "Leave the day, or the day and the month, empty when they are not known. For example: 27 3 1998"
        ),
    )
    age = AgeField(label=_("Or age in years"))
    birth_unknown = forms.BooleanField(label=_("Neither birth date nor age is known"), required=False)
    country = PatientTextField(label=_("Country"), required=True, max_length=100)
    nrc = NrcField(label=_("NRC"), help_text=_("For example: 123456/10/1"))
    no_nrc = forms.BooleanField(label=_("She has no NRC"), required=False)
    under_five_card = PatientTextField(label=_("Under-five card"), max_length=100)
    nupin = NupinField(label=_("NUPIN"))
    art_number = PatientTextField(label=_("ART number"), max_length=100)
    napsa = PatientTextField(label=_("NAPSA"), max_length=100)
    passport = PatientTextField(label=_("Passport"), max_length=100)
    reason = ReasonField()

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.patient = patient
        cast(PartialDateField, self.fields["born"]).standing = birth_boxes(
            patient.date_of_birth, patient.birth_precision
        )
        if patient.age_stated_years is not None and patient.age_stated_on is not None:
            self.fields["age"].help_text = _("Stated on %(day)s.") % {"day": show_day(patient.age_stated_on)}
        years = _years(patient.date_of_birth, patient.birth_precision)
        if not nrc_allowed_at(years) and not self.initial.get("nrc"):
            del self.fields["nrc"], self.fields["no_nrc"]
        if not under_five_card_allowed_at(years) and not self.initial.get("under_five_card"):
            del self.fields["under_five_card"]

    def clean_nupin(self) -> str:
        """A NUPIN is replaced, never taken away."""
        text: str = self.cleaned_data["nupin"]
        if not text and self.initial.get("nupin"):
            raise ValidationError(_("Enter the right NUPIN, or leave the one that stood here"))
        return text

    def clean(self) -> dict[str, Any]:
        """The questions that depend on each other."""
        data: dict[str, Any] = super().clean() or {}
        if "surname" in data and "first_name" in data and not (data["surname"] or data["first_name"]):
            self.add_error("surname", _("Enter a name"))
        if data.get("nrc") and data.get("no_nrc"):
            self.add_error("no_nrc", _("Enter the NRC or say that she has none, not both"))
        nupin = data.get("nupin", "")
        if nupin != self.initial.get("nupin") and looks_mistyped(nupin):
            self.doubt("nupin", NUPIN_MISTYPED)
        self._check_birth(data)
        return data

    def _check_birth(self, data: dict[str, Any]) -> None:
        if "born" in self.errors or "age" in self.errors:
            return
        answers = (data["born"] is not None) + (data["age"] is not None) + bool(data["birth_unknown"])
        if answers == 0:
            self.add_error("born", _("Enter the date of birth or the age, or say that neither is known"))
        elif answers > 1:
            self.add_error("born", _("Answer one of the three: date of birth, age, or neither known"))
        else:
            self._check_age_of_numbers(data)

    def _check_age_of_numbers(self, data: dict[str, Any]) -> None:
        birth = self._birth(data)
        years = _years(birth.date, birth.precision)
        nrc, card = data.get("nrc"), data.get("under_five_card")
        if nrc_too_early(nrc, years) and not self._stood_so(nrc):
            self.add_error("nrc", NRC_TOO_EARLY)
        if card and card != self.initial.get("under_five_card") and not under_five_card_allowed_at(years):
            self.add_error(
                "under_five_card", _("Only a child under 5 has this card: check the birth date and the card")
            )

    def _stood_so(self, nrc: str | None) -> bool:
        """Whether the record holds this NRC for a child already, as some came: then it does not stop another correction."""
        years = _years(self.patient.date_of_birth, self.patient.birth_precision)
        return nrc == self.initial.get("nrc") and not nrc_allowed_at(years)

    def identity(self) -> Identity:
        """What the form says, for the act."""
        data = self.cleaned_data
        return Identity(
            first_name=data["first_name"],
            surname=data["surname"],
            sex=Sex(data["sex"]),
            birth=self._birth(data),
            country=data["country"],
            no_nrc=data.get("no_nrc", bool(self.patient.no_nrc)),
            identifiers={system: data[system.value] for system in IdentifierSystem if system.value in data},
        )

    def _birth(self, data: dict[str, Any]) -> Birth:
        patient = self.patient
        # An age that was stated before still counts from the day it was stated.
        if data["age"] is not None and data["age"] == patient.age_stated_years:
            precision = BirthPrecision(patient.birth_precision)
            return Birth(patient.date_of_birth, precision, patient.age_stated_years, patient.age_stated_on)
        return birth_of(data["born"], data["age"])


def _years(born: Any, precision: str) -> int | None:
    age = age_on(born, Precision(precision), timezone.localdate())
    return None if age is None else age.years


def identity_initial(record: Record) -> dict[str, Any]:
    """What the form shows of a record. Takes: the record. Gives: initial values."""
    patient = record.patient
    stated = patient.age_stated_years is not None
    numbers = {
        name: (row.value or row.value_given or "")
        if row is not None and row.state != TextState.SAID_NONE
        else ""
        for name, row in ((name, record.identifiers.get(name)) for name in NUMBERS)
    }
    return {
        "version": patient.version,
        "first_name": patient.first_name,
        "surname": patient.surname,
        "sex": patient.sex,
        "born": ["", "", ""] if stated else birth_boxes(patient.date_of_birth, patient.birth_precision),
        "age": patient.age_stated_years,
        "birth_unknown": patient.birth_precision == BirthPrecision.UNKNOWN and not stated,
        "country": patient.country,
        "no_nrc": bool(patient.no_nrc),
        **numbers,
    }
