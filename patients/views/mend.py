"""Values to mend: how many there are, and one after the other."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.policies import PATIENTS_MEND
from accounts.requests import StaffRequest, allowed
from audit.enums import Action
from audit.reads import note
from patients.exceptions import EditConflict, IdentifierTaken, NothingToMend, PatientNotFound, PeriodRefused
from patients.forms.edit_base import renew_version
from patients.forms.mend import MendForm
from patients.mending_words import KINDS
from patients.presenting import result_row
from patients.rules.birth import show_day
from patients.selectors.mending import (
    COUNTED,
    QUEUES,
    ToMend,
    counts,
    first_to_mend,
    one_to_mend,
    sharers,
    was_mended,
)
from patients.views.mend_answers import SHARED, Suggestion, form_for, save, suggest
from patients.views.record_access import frame, opened, page_of, posted


@require_safe
@allowed(PATIENTS_MEND)
def overview(request: StaffRequest) -> HttpResponseBase:
    """How many values of each kind wait."""
    found = counts(request.actor)
    kinds = [
        {"kind": kind, "name": words.name, "count": min(found[kind], COUNTED), "more": found[kind] > COUNTED}
        for kind, words in KINDS.items()
        if found[kind]
    ]
    return render(request, "patients/mend.html", {"kinds": kinds})


@require_safe
@allowed(PATIENTS_MEND)
def queue(request: StaffRequest, kind: str) -> HttpResponseBase:
    """Go to the first value of a kind."""
    if kind not in QUEUES:
        raise Http404
    return _go(kind, first_to_mend(request.actor, kind))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_MEND)
def one(request: StaffRequest, kind: str, row: UUID) -> HttpResponseBase:
    """One value: what was given, and what it means."""
    if kind not in QUEUES:
        raise Http404
    item = one_to_mend(request.actor, kind, row)
    if item is None:
        return _gone(request, kind, row)
    behind = first_to_mend(request.actor, kind, after=row)
    suggestion = suggest(item)
    form = form_for(item, posted(request), suggestion)
    if form.is_bound and form.is_valid() and _saved(request, item, form):
        return _go(kind, behind)
    return _page(request, item, form, suggestion, behind)


def _go(kind: str, row: UUID | None) -> HttpResponse:
    return redirect("patients:mend_one", kind, row) if row else redirect("patients:mend")


def _gone(request: StaffRequest, kind: str, row: UUID) -> HttpResponse:
    """Pressed twice, or mended by a colleague: go on. Never kept here: there is no such page."""
    if not was_mended(request.actor, kind, row):
        raise Http404
    messages.info(request, _("This was mended already."))
    return redirect("patients:mend_kind", kind)


def _saved(request: StaffRequest, item: ToMend, form: MendForm) -> bool:
    """Write the answer; say on the form what stood in the way."""
    try:
        save(request, item, form)
    except (NothingToMend, PatientNotFound):
        messages.info(request, _("This was mended already."))
        return True
    except EditConflict as error:
        renew_version(form, error.current.version)
        form.add_error(None, _("Somebody changed this while you were typing. Look again, then save."))
    except PeriodRefused:
        form.add_error("other", _("She has another cellphone already"))
    except IdentifierTaken:
        form.add_error("value", _("This number belongs to another patient"))
    else:
        messages.success(request, _("Saved."))
        return True
    return False


def _page(
    request: StaffRequest, item: ToMend, form: MendForm, suggestion: Suggestion, behind: UUID | None
) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "words": KINDS[item.kind],
        "kind": item.kind,
        "given": show_day(item.given) if isinstance(item.given, date) else item.given,
        "suggested": bool(suggestion.values) and not form.is_bound,
        "form": form,
        "behind": behind,
        "is_facility": item.kind == "facility",
    }
    if item.kind == "facility":
        note(Action.LISTED, by=request.actor, what=page_of(request), patients=[item.patient.pk])
        context["stranger"] = result_row(item.patient, kept_here=False, on=today)
    else:
        context |= frame(request, opened(request, item.patient.pk))
    if item.kind in SHARED:
        found = sharers(item.row, request.actor)
        note(
            Action.LISTED, by=request.actor, what=page_of(request), patients=[one.patient.pk for one in found]
        )
        context["sharers"] = [
            (result_row(one.patient, kept_here=one.kept_here, on=today), one.patient.pk == item.patient.pk)
            for one in found
        ]
    return render(request, "patients/mend_one.html", context)
