"""Adding, correcting and taking away relatives."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import PATIENTS_EDIT
from accounts.requests import StaffRequest, allowed
from patients.enums import FamilyRelation
from patients.forms.edit_family import RelativeForm, RemoveRelativeForm, relative_initial
from patients.models import PatientFamily
from patients.selectors.record import Record
from patients.services.family import add_relative as add
from patients.services.family import correct_relative
from patients.services.family import remove_relative as remove
from patients.views.edit_flow import Edit, run
from patients.views.record_access import opened, posted, row_of


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def add_relative(request: StaffRequest, patient: UUID) -> HttpResponseBase:
    """Add a relative: a patient kept here by NUPIN, or a person described."""
    record = opened(request, patient)
    form = RelativeForm(posted(request), by=request.actor, patient=record.patient)

    def save() -> object:
        relation = FamilyRelation(form.cleaned_data["relation"])
        return add(by=request.actor, patient_id=patient, relative=form.details(relation))

    return run(request, Edit(record, _("Add a relative"), "family", form, save, relative_initial, "nupin"))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def edit_relative(request: StaffRequest, patient: UUID, row: UUID) -> HttpResponseBase:
    """Correct what is written of a relative."""
    record = opened(request, patient)
    found = _own_row(record, row)
    relation = FamilyRelation(found.relation)
    initial = relative_initial(found)
    form = RelativeForm(posted(request), by=request.actor, patient=record.patient, row=found, initial=initial)

    def save() -> object:
        return correct_relative(
            by=request.actor,
            reason=form.cleaned_data["reason"],
            patient_id=patient,
            family_id=row,
            version=form.read_version(),
            relative=form.details(relation),
        )

    title = _("Correct a relative: %(relation)s") % {"relation": relation.label}
    return run(request, Edit(record, title, "family", form, save, relative_initial, "nupin"))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def remove_relative(request: StaffRequest, patient: UUID, row: UUID) -> HttpResponseBase:
    """Take away somebody who is no relative."""
    record = opened(request, patient)
    found = _own_row(record, row)
    form = RemoveRelativeForm(posted(request), initial={"version": found.version})

    def save() -> object:
        return remove(
            by=request.actor,
            reason=form.cleaned_data["reason"],
            patient_id=patient,
            family_id=row,
            version=form.read_version(),
        )

    title = _("Take away a relative: %(relation)s") % {"relation": FamilyRelation(found.relation).label}
    intro = ", ".join(part for part in (found.surname, found.first_name) if part)
    edit = Edit(
        record,
        title,
        "family",
        form,
        save,
        relative_initial,
        button=_("Take away"),
        warning=True,
        intro=intro,
    )
    return run(request, edit)


def _own_row(record: Record, row: UUID) -> PatientFamily:
    """A row of hers; one seen from the other side is changed in the other record. Raises: Http404."""
    rows: list[Any] = [line.row for line in record.family if not line.converse]
    found: PatientFamily = row_of(rows, row)
    return found
