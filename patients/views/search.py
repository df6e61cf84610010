"""Finding a woman. What is searched comes by POST, is kept in the session, and never stands in an address."""

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.policies import PATIENTS_SEARCH
from accounts.requests import StaffRequest, allowed
from patients.forms.search import MANY, Sought, read_name, read_sought
from patients.presenting import ResultRow, result_row
from patients.search import Found, Results, find
from patients.views.looks import keep_look, look_kept

LOOK = "look"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_SEARCH)
def search(request: StaffRequest) -> HttpResponseBase:
    """The box, ready to type or scan into. A POST is kept and leads to its results, which Back and Reload show again."""
    if request.method == "POST":
        sought = read_sought(request.POST)
        kept_as = keep_look(request, sought) if sought.text else ""
        return redirect(f"{reverse('patients:search')}?{LOOK}={kept_as}")
    token = request.GET.get(LOOK)
    if not token:
        return render(request, "patients/search.html", {"asked": token is not None})
    kept = look_kept(request, token)
    if kept is None:
        return render(request, "patients/search.html", {"gone": True})
    return _results(request, kept)


def _results(request: StaffRequest, sought: Sought) -> HttpResponseBase:
    results = find(sought.text, by=request.actor, limit=sought.limit)
    first_names, surname = read_name(sought.text)
    shown = {
        "sought": sought.text,
        "results": results,
        "rows": [_row(item) for item in results.found],
        "more": MANY if len(results.found) < min(results.count, MANY) else 0,
        "cut": _is_cut(results),
        "first_names": first_names,
        "surname": surname,
    }
    return render(request, "patients/search.html", shown)


def _row(found: Found) -> tuple[ResultRow, str]:
    return result_row(found.patient, kept_here=found.kept_here, on=timezone.localdate()), found.matched


def _is_cut(results: Results) -> bool:
    """Whether there are more than one page will ever show."""
    return len(results.found) == MANY and (results.more_than or results.count > MANY)
