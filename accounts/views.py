"""Choosing the facility one works at now."""

from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from accounts.forms import WorkplaceForm
from accounts.middleware import SESSION_KEY
from accounts.requests import StaffRequest
from accounts.selectors import current_memberships


def workplace(request: StaffRequest) -> HttpResponseBase:
    """Show the places where this person works and remember her choice for the session."""
    memberships = list(current_memberships(request.user))
    initial = {"membership": request.membership.pk} if request.membership else {}
    form = WorkplaceForm(request.POST or None, memberships=memberships, initial=initial)
    if request.method == "POST" and form.is_valid():
        request.session[SESSION_KEY] = form.cleaned_data["membership"]
        return redirect("home")
    return render(request, "accounts/workplace.html", {"form": form, "memberships": memberships})
