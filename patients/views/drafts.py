"""One's own registrations that are not finished."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.policies import PATIENTS_REGISTER
from accounts.requests import StaffRequest, allowed
from patients.exceptions import PatientNotFound
from patients.forms.register_lines import draft_lines
from patients.models import RegistrationDraft
from patients.selectors.desk import drafts_of
from patients.selectors.drafts import own_draft
from patients.services.drafts import discard_draft

P = ParamSpec("P")


def with_own_draft(
    view: Callable[Concatenate[StaffRequest, RegistrationDraft, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Give a view the asker's draft. One that is gone is a 404 in plain words; one that became a patient leads to her record."""

    @wraps(view)
    def found(request: StaffRequest, draft: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            own = own_draft(request.actor, draft)
            if own.patient_id is not None:
                return redirect("patients:record", own.patient_id)
            return view(request, own, *args, **kwargs)
        except PatientNotFound:
            return render(request, "patients/drafts_gone.html", status=404)

    return found


@require_safe
@allowed(PATIENTS_REGISTER)
def drafts(request: StaffRequest) -> HttpResponseBase:
    """The list, with the way on for each."""
    return render(request, "patients/drafts.html", {"drafts": draft_lines(drafts_of(request.actor))})


@require_POST
@allowed(PATIENTS_REGISTER)
@with_own_draft
def discard(request: StaffRequest, draft: RegistrationDraft) -> HttpResponseBase:
    """Throw one away."""
    discard_draft(by=request.actor, draft_id=draft.pk)
    messages.success(request, _("The draft is discarded."))
    return redirect("patients:drafts")
