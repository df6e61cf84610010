"""Who she is: names, sex, birth, and the numbers on her cards."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients import details
from patients.enums import BirthPrecision, IdentifierSystem, Sex
from patients.forms.fields import (
    NRC_TOO_EARLY,
    NUPIN_MISTYPED,
    AgeField,
    NameField,
    NrcField,
    NupinField,
    OptionalRadioField,
    PatientTextField,
    sex_field,
)
from patients.forms.register_base import StepForm, in_a_row
from patients.rules.birth import OLDEST, Precision, age_on
from patients.rules.names import name_key, tidy
from patients.rules.nrc import nrc_too_early, read_nrc, under_five_card_allowed_at
from patients.rules.nupin import looks_mistyped, read_nupin
from smartcare.forms.dates import MemorableDateField

DATE, AGE, UNKNOWN = "date", "age", "unknown"


def _earliest() -> datetime.date:
    today = timezone.localdate()
    leap_day = (today.month, today.day) == (2, 29)
    return datetime.date(
        today.year - OLDEST - 1, today.month, 28 if leap_day else today.day
    ) + datetime.timedelta(1)


class IdentityForm(StepForm):
    """The first step, enough by itself to reach the review."""

    first_names = NameField(label=_("First names"))
    surname = NameField(label=_("Surname"))
    sex = sex_field(widget=in_a_row())
    birth_known = OptionalRadioField(
        label=_("What does she know of her birth date?"),
        widget=in_a_row(),
        choices=[(DATE, _("The date")), (AGE, _("Her age, about")), (UNKNOWN, _("Not known"))],
    )
    birth_date = MemorableDateField(
        label=_("Birth date"),
        required=False,
        earliest=_earliest,
        latest=timezone.localdate,
        help_text=_("For example 27 3 1998"),
        error_messages={
            "early": _("With this birth date she would be older than 110 years"),
            "late": _("The birth date can’t be in the future"),
        },
    )
    age = AgeField(label=_("Age in years, about"))
    nrc = PatientTextField(label=_("NRC"), help_text=_("From age 16. For example 123456/10/1"))
    no_nrc = forms.BooleanField(label=_("She has no NRC"), required=False)
    under_five_card = PatientTextField(
        label=_("Under-five card number"), help_text=_("Only for a child under 5")
    )
    nupin = PatientTextField(
        label=_("NUPIN"), help_text=_("Only if she brings one. Otherwise she gets one at the end.")
    )
    art_number = PatientTextField(label=_("ART number"))
    napsa = PatientTextField(label=_("NAPSA number"))
    passport = PatientTextField(label=_("Passport number"))
    country = PatientTextField(label=_("Country"), required=True, initial="Zambia")

    def clean(self) -> dict[str, Any]:
        """Check the answers against each other, and note what is doubtful."""
        data = super().clean() or self.cleaned_data
        self._clean_name(data)
        self._clean_birth(data)
        age = self._age()
        self._clean_nrc(data, age)
        if data.get("under_five_card") and not under_five_card_allowed_at(age):
            self.doubt(
                "under_five_card", _("An under-five card is for a child under 5. Check it and the birth date")
            )
        self._doubt_nupin(data.get("nupin", ""))
        return data

    def _clean_name(self, data: dict[str, Any]) -> None:
        known = not {"first_names", "surname"} & set(self.errors)
        if known and not name_key(f"{data['first_names']} {data['surname']}"):
            self.add_error("first_names", _("Write her first names or her surname"))

    def _clean_birth(self, data: dict[str, Any]) -> None:
        """The choice decides; without one, the one answer that was given does. Boxes not chosen are not looked at."""
        known = data.get("birth_known") or self._birth_by_boxes()
        for name, choice in (("birth_date", DATE), ("age", AGE)):
            if known != choice:
                self.errors.pop(name, None)
                data[name] = None
        if not known:
            self.add_error("birth_known", _("Write her birth date or her age, or choose “Not known”"))
        elif known == DATE and not data.get("birth_date") and "birth_date" not in self.errors:
            self.add_error("birth_date", _("Enter a day, a month and a year"))
        elif known == AGE and data.get("age") is None and "age" not in self.errors:
            self.add_error("age", _("Enter the age as a whole number from 0 to 110"))

    def _birth_by_boxes(self) -> str:
        """Which of the two was filled in, "" for none or both."""
        dated = any(self.data.get(f"birth_date_{part}", "").strip() for part in ("day", "month", "year"))
        aged = bool(self.data.get("age", "").strip())
        return "" if dated == aged else (DATE if dated else AGE)

    def _age(self) -> int | None:
        birth = self.birth()
        age = age_on(birth.date, Precision(birth.precision.value), timezone.localdate())
        return None if age is None else age.years

    def _clean_nrc(self, data: dict[str, Any], age: int | None) -> None:
        nrc = data.get("nrc", "")
        if not nrc:
            return
        if data.get("no_nrc"):
            self.add_error("nrc", _("Write the NRC or tick “She has no NRC”, not both"))
        elif nrc_too_early(nrc, age):
            self.add_error("nrc", NRC_TOO_EARLY)
        self.doubt_unread("nrc", read_nrc(nrc), NrcField.expected)

    def _doubt_nupin(self, text: str) -> None:
        self.doubt_unread("nupin", read_nupin(text), NupinField.expected)
        if looks_mistyped(text):
            self.doubt("nupin", NUPIN_MISTYPED)

    def birth(self) -> details.Birth:
        """Her birth as the answers say, unknown while they are faulty."""
        born, age = self.cleaned_data.get("birth_date"), self.cleaned_data.get("age")
        if born is not None:
            return details.Birth(born, BirthPrecision.DAY)
        return details.Birth() if age is None else details.Birth.from_age(age, timezone.localdate())

    def identity(self) -> details.Identity:
        """The answers as values for the act. The form must be valid."""
        data = self.cleaned_data
        return details.Identity(
            first_name=tidy(data["first_names"]),
            surname=tidy(data["surname"]),
            sex=Sex(data["sex"]),
            birth=self.birth(),
            country=data["country"],
            no_nrc=data["no_nrc"],
            identifiers={system: data[system.value] for system in IdentifierSystem if data[system.value]},
        )
