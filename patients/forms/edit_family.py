"""Adding and correcting a relative: a patient kept here, or a person described."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from audit.context import Actor
from patients.details import Relative
from patients.enums import FamilyRelation, TextState
from patients.forms.edit_base import RecordForm, yes_no
from patients.forms.fields import (
    NameField,
    NrcField,
    NupinField,
    OptionalRadioField,
    PatientTextField,
    PhoneField,
    RadioField,
    ReasonField,
    phone_box,
)
from patients.models import Patient, PatientFamily
from patients.rules.phone import read_phone, show_phone
from patients.selectors.record import kept_here_by_nupin, nupin_text

DECEASED = {"yes": True, "no": False}


class RelativeForm(RecordForm):
    """A relative. Takes: `by`, who asks; `patient`, whose relative it is; `row`, the one to correct, None for a new one."""

    relation = RadioField(label=_("Relation to the patient"), choices=FamilyRelation.choices)
    nupin = NupinField(
        label=_("NUPIN, if the relative is a patient here"),
        help_text=_("The records are linked then. Leave it empty for somebody who is not a patient here."),
    )
    surname = NameField(label=_("Surname"))
    first_name = NameField(label=_("First names"))
    deceased = OptionalRadioField(
        label=_("Has this person died?"), choices=[("yes", _("Yes")), ("no", _("No"))]
    )
    nrc = NrcField(label=_("NRC"))
    phone = PatientTextField(label=_("Phone"), widget=phone_box())
    nationality = PatientTextField(label=_("Nationality"), max_length=100)
    relationship = PatientTextField(
        label=_("If a guardian: which relationship?"),
        max_length=100,
        help_text=_("For example: aunt, grandmother."),
    )
    reason = ReasonField()

    def __init__(
        self, *args: Any, by: Actor, patient: Patient, row: PatientFamily | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.patient = by, patient
        self.relative: Patient | None = None
        del self.fields["reason" if row is None else "relation"]
        if row is not None and row.relative is not None and row.relative.facility_id != by.facility_id:
            # A link to a record kept elsewhere stays as it is: its numbers are not shown here.
            self.relative = row.relative
            del self.fields["nupin"]

    def clean(self) -> dict[str, Any]:
        """A link goes to another patient kept here; somebody not linked has a name. A phone that can't be read is doubted."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("phone") != self.initial.get("phone"):
            self.doubt_unread("phone", read_phone(data.get("phone")), PhoneField.expected)
        if data.get("nupin"):
            self.relative = kept_here_by_nupin(self.by, data["nupin"])
            if self.relative is None:
                self.add_error("nupin", _("No patient of this facility has this NUPIN"))
            elif self.relative.pk == self.patient.pk:
                self.add_error("nupin", _("This is the patient herself"))
        elif (
            self.relative is None and not self.errors and not (data.get("surname") or data.get("first_name"))
        ):
            self.add_error("surname", _("Enter a name, or the NUPIN of a patient here"))
        return data

    def details(self, relation: FamilyRelation) -> Relative:
        """What the form says, for the act. Takes: the relation."""
        data = self.cleaned_data
        return Relative(
            relation=relation,
            relative_id=self.relative.pk if self.relative else None,
            first_name=self._kept("first_name"),
            surname=self._kept("surname"),
            is_deceased=DECEASED.get(data["deceased"]),
            nrc=self._kept("nrc"),
            nationality=self._kept("nationality"),
            relationship=self._kept("relationship"),
            phone=self._kept("phone"),
        )

    def _kept(self, name: str) -> str | None:
        """The text; NULL stays NULL where nothing was and is written."""
        text: str = self.cleaned_data[name]
        return text if text or self.initial.get(name) is not None else None


def relative_initial(row: PatientFamily) -> dict[str, Any]:
    """What the form shows of a relative. Takes: the row. Gives: initial values."""
    return {
        "version": row.version,
        "relation": row.relation,
        "nupin": nupin_text(row.relative_id),
        "surname": row.surname,
        "first_name": row.first_name,
        "deceased": yes_no(row.is_deceased),
        "nrc": row.nrc_given if row.nrc_state == TextState.TO_MEND else row.nrc,
        "phone": show_phone(row.phone) if row.phone else row.phone,
        "nationality": row.nationality,
        "relationship": row.relationship,
    }


class RemoveRelativeForm(RecordForm):
    """Why somebody is no relative."""

    reason = ReasonField()
