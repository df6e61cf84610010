"""Registering a woman in steps. Each step is kept before it is judged, so nothing typed is lost."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.policies import PATIENTS_REGISTER
from accounts.requests import StaffRequest, allowed
from patients.forms.register import BEGUN_WITH, BY_SLUG, REVIEW_TITLE, STEPS, Step, step_form
from patients.forms.register_base import StepForm, typed_in
from patients.forms.register_lines import draft_lines
from patients.models import RegistrationDraft
from patients.selectors.desk import drafts_of
from patients.services.drafts import save_step, start_draft
from patients.views.drafts import with_own_draft

CARRIED = ("first_names", "surname")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_REGISTER)
def register(request: StaffRequest) -> HttpResponseBase:
    """Begin: a POST opens a draft, with the name that was searched for if there was one."""
    if request.method != "POST":
        return render(request, "patients/register.html", {"drafts": draft_lines(drafts_of(request.actor))})
    carried = {name: request.POST.get(name, "").replace("\x00", "")[:200] for name in CARRIED}
    draft = start_draft(by=request.actor, answers={BEGUN_WITH: carried} if any(carried.values()) else {})
    return redirect("patients:register_step", draft.pk, STEPS[0].slug)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_REGISTER)
@with_own_draft
def register_step(request: StaffRequest, draft: RegistrationDraft, step: str) -> HttpResponseBase:
    """One step: kept, then judged; the next one when nothing is left to look at."""
    if step not in BY_SLUG:
        raise Http404
    here = BY_SLUG[step]
    if request.method != "POST":
        return _show(request, draft, here, step_form(here, draft.answers))
    answers = typed_in(here.form, request.POST)
    save_step(by=request.actor, draft_id=draft.pk, step=step, answers=answers)
    form = here.form(answers)
    if not form.is_complete():
        return _show(request, draft, here, form)
    following = _following(here)
    if following is None or "review" in request.POST:
        return redirect("patients:register_review", draft.pk)
    return redirect("patients:register_step", draft.pk, following.slug)


def _show(request: StaffRequest, draft: RegistrationDraft, step: Step, form: StepForm) -> HttpResponseBase:
    number = STEPS.index(step) + 1
    shown = {
        "form": form,
        "draft": draft,
        "step": step,
        "template": f"patients/_register_{step.slug}.html",
        "steps": [*(item.title for item in STEPS), REVIEW_TITLE],
        "current": number,
        "previous": STEPS[number - 2] if number > 1 else None,
        "last": _following(step) is None,
    }
    return render(request, "patients/register_step.html", shown)


def _following(step: Step) -> Step | None:
    number = STEPS.index(step) + 1
    return STEPS[number] if number < len(STEPS) else None
