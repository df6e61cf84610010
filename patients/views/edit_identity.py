"""Changing who she is and what else she told us."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import PATIENTS_EDIT
from accounts.requests import StaffRequest, allowed
from patients.forms.edit_identity import IdentityForm, identity_initial
from patients.forms.edit_personal import PersonalForm, personal_initial
from patients.models import Patient
from patients.selectors.record import record_of
from patients.services.identity import correct_identity
from patients.services.personal import describe
from patients.views.edit_flow import Edit, run
from patients.views.record_access import opened, posted


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def edit_identity(request: StaffRequest, patient: UUID) -> HttpResponseBase:
    """Correct name, sex, birth and numbers."""
    record = opened(request, patient)
    form = IdentityForm(posted(request), patient=record.patient, initial=identity_initial(record))

    def save() -> object:
        return correct_identity(
            by=request.actor,
            reason=form.cleaned_data["reason"],
            patient_id=patient,
            version=form.read_version(),
            identity=form.identity(),
        )

    def current(row: Patient) -> dict[str, Any]:
        return identity_initial(record_of(row))

    title = _("Correct who she is")
    return run(request, Edit(record, title, "identity", form, save, current))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def edit_personal(request: StaffRequest, patient: UUID) -> HttpResponseBase:
    """Write language, birthplace, belief, schooling and work."""
    record = opened(request, patient)
    form = PersonalForm(posted(request), initial=personal_initial(record.personal))

    def save() -> object:
        return describe(
            by=request.actor, patient_id=patient, version=form.read_version(), personal=form.personal()
        )

    return run(request, Edit(record, _("Change personal details"), "personal", form, save, personal_initial))
