"""The first page after signing in."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.policies import PATIENTS_REGISTER, PATIENTS_SEARCH, may
from accounts.requests import StaffRequest
from accounts.selectors import current_memberships
from audit.enums import Action
from audit.reads import note
from patients.forms.register_lines import draft_lines
from patients.models import Patient
from patients.presenting import full_name, shown_age
from patients.selectors.desk import drafts_of, recent_patients, today_at


def home(request: StaffRequest) -> HttpResponseBase:
    """What this person does here: for the desk finding, registering and today's work; for others where they may go."""
    if request.membership is None and current_memberships(request.user).exists():
        return redirect("accounts:workplace")
    asker = request.actor
    if not may(asker.role, PATIENTS_SEARCH):
        return render(request, "home.html")
    today, recent = today_at(asker), recent_patients(asker)
    if named := [one.pk for one in [*today.newest, *recent]]:
        note(Action.LISTED, by=asker, what="home", patients=named)
    registers = may(asker.role, PATIENTS_REGISTER)
    shown = {
        "today": today,
        "newest": _lines(today.newest),
        "recent": _lines(recent),
        "drafts": draft_lines(drafts_of(asker)) if registers else [],
    }
    return render(request, "patients/home.html", shown)


def _lines(patients: Iterable[Patient]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {
            "key": one.pk,
            "name": full_name(one),
            "age": shown_age(one, today),
            "registered_at": one.registered_at,
        }
        for one in patients
    ]
