"""The last step: everything in sight, those who look alike, and the button that registers her."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.policies import PATIENTS_REGISTER
from accounts.requests import StaffRequest, allowed
from audit.enums import Action
from audit.reads import note
from patients.exceptions import IdentifierTaken, LooksRegistered, NoSerialLeft
from patients.forms.register import BY_SLUG, REVIEW_TITLE, STEPS, ReviewForm, Whole
from patients.forms.register_summary import section
from patients.models import RegistrationDraft
from patients.presenting import result_row
from patients.selectors.drafts import own_draft
from patients.selectors.duplicates import Twin, possible_twins
from patients.selectors.shown import fetch_shown_parts
from patients.services.registration import register
from patients.views.drafts import with_own_draft
from patients.views.record_access import page_of

REASONS = {
    "nrc": gettext_lazy("Same NRC"),
    "birth": gettext_lazy("Same name and about the same age"),
    "phone": gettext_lazy("Same phone and a similar name"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_REGISTER)
@with_own_draft
def register_review(request: StaffRequest, draft: RegistrationDraft) -> HttpResponseBase:
    """Show what will be kept; a POST registers her. Pressed twice it still makes one patient."""
    whole = Whole(draft.answers)
    if whole.incomplete:
        return _show(request, draft, whole, [], "")
    twins = possible_twins(whole.registration(), by=request.actor)
    if request.method != "POST":
        return _show(request, draft, whole, twins, "")
    if not ReviewForm(request.POST).settles(_mark(twins)):
        return _unsettled(request, draft, whole, twins)
    return _finish(request, draft, whole, twins)


def _finish(
    request: StaffRequest, draft: RegistrationDraft, whole: Whole, twins: list[Twin]
) -> HttpResponseBase:
    try:
        patient = register(
            by=request.actor,
            registration=whole.registration(),
            draft_id=draft.pk,
            seen=[twin.patient.pk for twin in twins],
        )
    except LooksRegistered:
        return _unsettled(request, draft, whole, possible_twins(whole.registration(), by=request.actor))
    except IdentifierTaken:
        return _show(
            request, draft, whole, twins, _("This NUPIN belongs to another patient. Check the card.")
        )
    except NoSerialLeft:
        return _show(
            request, draft, whole, twins, _("This facility has no NUPIN left. Tell your supervisor.")
        )
    messages.success(request, _("The patient is registered."))
    return redirect("patients:record", patient.pk)


def _unsettled(
    request: StaffRequest, draft: RegistrationDraft, whole: Whole, twins: list[Twin]
) -> HttpResponseBase:
    """Somebody looks alike. It may be herself, registered a moment ago by the first of two presses."""
    again = own_draft(request.actor, draft.pk)
    if again.patient_id is not None:
        return redirect("patients:record", again.patient_id)
    return _show(request, draft, whole, twins, _("Say whether she is a different person"))


def _mark(twins: list[Twin]) -> str:
    """What the page sends back to say who was shown, "" for nobody. It tells nothing about them."""
    keys = " ".join(sorted(str(twin.patient.pk) for twin in twins))
    return hashlib.sha256(keys.encode()).hexdigest()[:16] if twins else ""


def _alike(request: StaffRequest, twins: list[Twin]) -> list[dict[str, Any]]:
    if twins:
        note(
            Action.LISTED,
            by=request.actor,
            what=page_of(request),
            patients=[twin.patient.pk for twin in twins],
        )
    fetch_shown_parts([twin.patient for twin in twins])
    today = timezone.localdate()
    return [
        {
            "row": result_row(twin.patient, kept_here=twin.kept_here, on=today),
            "reasons": [REASONS[reason] for reason in twin.reasons],
        }
        for twin in twins
    ]


def _show(
    request: StaffRequest, draft: RegistrationDraft, whole: Whole, twins: list[Twin], fault: str
) -> HttpResponseBase:
    href = "#different" if twins and fault else ""
    shown = {
        "draft": draft,
        "sections": [section(step, whole.forms[step.slug]) for step in STEPS],
        "incomplete": whole.incomplete,
        "alike": _alike(request, twins),
        "mark": _mark(twins),
        "faults": [{"message": fault, "href": href}] if fault else [],
        "has_errors": bool(fault or whole.incomplete),
        "steps": [*(step.title for step in STEPS), REVIEW_TITLE],
        "current": len(STEPS) + 1,
        "previous": BY_SLUG["personal"],
    }
    return render(request, "patients/register_review.html", shown)
