"""Reading a record: as it is, as it was, and on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.policies import PATIENTS_OPEN
from accounts.requests import StaffRequest, allowed
from audit.enums import Action
from patients.enums import AddressUse, ContactKind
from patients.forms.record_as_of import AsOfForm
from patients.record_lines import family_lines, identity_rows, personal_rows
from patients.selectors.record import Record, addresses_as_of, contacts_as_of, history_of
from patients.timelines import address_lines, contact_lines
from patients.views.record_access import frame, opened, posted


@require_safe
@allowed(PATIENTS_OPEN)
def record(request: StaffRequest, patient: UUID) -> HttpResponseBase:
    """The whole record, with the history of contacts and addresses."""
    found = opened(request, patient)
    history = {part: history_of(found.patient, part) for part in ("contacts", "addresses")}
    return render(
        request, "patients/record.html", {**frame(request, found), **_sections(request, found, history)}
    )


@require_safe
@allowed(PATIENTS_OPEN)
def print_record(request: StaffRequest, patient: UUID) -> HttpResponseBase:
    """A summary for paper: what holds now."""
    found = opened(request, patient, how=Action.PRINTED)
    sections = _sections(request, found, {"contacts": [], "addresses": []})
    held = {
        part: [line for line in sections[part] if line.now or line.open] for part in ("contacts", "addresses")
    }
    context = {**frame(request, found), **sections, **held, "printed_at": timezone.now()}
    return render(request, "patients/print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_OPEN)
def as_of(request: StaffRequest, patient: UUID) -> HttpResponse:
    """Where she lived and could be reached on a day, as it was known at a moment."""
    found = opened(request, patient)
    form = AsOfForm(posted(request), initial={"lived_on": timezone.localdate()})
    context = {**frame(request, found), "form": form}
    if form.is_bound and form.is_valid():
        day, moment = form.cleaned_data["lived_on"], form.known_at()
        context |= {
            "day": day,
            "moment": moment,
            "contacts": contact_lines(contacts_as_of(found.patient, lived_on=day, known_at=moment), []),
            "addresses": address_lines(addresses_as_of(found.patient, lived_on=day, known_at=moment), []),
        }
    return render(request, "patients/record_as_of.html", context)


def _sections(request: StaffRequest, found: Record, history: dict[str, list[object]]) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "identity": identity_rows(found, today),
        "contacts": contact_lines(found.contacts, history["contacts"]),
        "addresses": address_lines(found.addresses, history["addresses"]),
        "family": family_lines(found, request.actor, today),
        "personal": personal_rows(found.personal),
        "may_add_contact": bool(free_kinds(found)),
        "may_add_address": bool(free_uses(found)),
    }


def free_kinds(found: Record) -> list[str]:
    """Kinds of contact of which she has none now. Takes: her record."""
    taken = {row.kind for row in found.contacts if row.valid.upper is None}
    return [kind for kind in ContactKind.values if kind not in taken]


def free_uses(found: Record) -> list[str]:
    """Uses of address of which she has none now. Takes: her record."""
    taken = {row.use for row in found.addresses if row.valid.upper is None}
    return [use for use in AddressUse.values if use not in taken]
