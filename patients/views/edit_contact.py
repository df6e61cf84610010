"""Adding, changing and ending phones and e-mail addresses."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import PATIENTS_EDIT
from accounts.requests import StaffRequest, allowed
from patients.enums import ContactKind, TextState
from patients.forms.edit_contact import (
    NO_PHONE,
    AddContactForm,
    ChangeContactForm,
    EndForm,
    contact_initial,
    is_new,
)
from patients.selectors.record import Record
from patients.services.contacts import add_contact as add
from patients.services.contacts import change_contact, correct_contact, say_no_phone
from patients.services.contacts import end_contact as end
from patients.timelines import contact_text
from patients.views.edit_flow import Edit, change_sent, run
from patients.views.edit_target import meet_target, refuse_ended, target_of
from patients.views.record import free_kinds
from patients.views.record_access import opened, posted, row_of


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def add_contact(request: StaffRequest, patient: UUID) -> HttpResponseBase:
    """Add a contact of a kind she has none of."""
    record = opened(request, patient)
    form = AddContactForm(posted(request), kinds=free_kinds(record), has_phone=_has_phone(record))

    def save() -> object:
        if form.cleaned_data["kind"] == NO_PHONE:
            return say_no_phone(by=request.actor, patient_id=patient)
        kind = ContactKind(form.cleaned_data["kind"])
        return add(by=request.actor, patient_id=patient, contact=form.contact(kind))

    return run(
        request,
        Edit(record, _("Add a phone or e-mail address"), "contacts", form, save, contact_initial, "kind"),
    )


def _has_phone(record: Record) -> bool:
    return record.patient.no_phone or any(
        row.kind != ContactKind.EMAIL and row.valid.upper is None and row.state != TextState.SAID_NONE
        for row in record.contacts
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def edit_contact(request: StaffRequest, patient: UUID, row: UUID) -> HttpResponseBase:
    """A new number from a day on, or a correction of what is written."""
    record = opened(request, patient)
    found = row_of(record.contacts, row)
    data = change_sent(posted(request))
    target = target_of(found, [item for item in record.contacts if item.kind == found.kind], data)
    form = ChangeContactForm(data, row=target, initial=contact_initial(target))
    refuse_ended(form, target)

    def save() -> object:
        meet_target(form, found, target)
        data, kind = form.cleaned_data, ContactKind(found.kind)
        what: dict[str, Any] = {
            "by": request.actor,
            "patient_id": patient,
            "contact_id": target.pk,
            "version": form.read_version(),
            "contact": form.contact(kind),
        }
        if is_new(data):
            return change_contact(**what, since=data["since"], reason=data["reason"])
        return correct_contact(**what, reason=data["reason"])

    return run(
        request,
        Edit(record, _("Change a phone or e-mail address"), "contacts", form, save, contact_initial, "since"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def end_contact(request: StaffRequest, patient: UUID, row: UUID) -> HttpResponseBase:
    """She can't be reached there any more."""
    record = opened(request, patient)
    found = row_of(record.contacts, row)
    if request.method != "POST" and found.valid.upper is not None:
        raise Http404
    form = EndForm(posted(request), began=found.valid.lower, initial={"version": found.version})

    def save() -> object:
        return end(
            by=request.actor,
            patient_id=patient,
            contact_id=row,
            version=form.read_version(),
            last_day=form.cleaned_data["last_day"],
            reason=form.cleaned_data["reason"],
        )

    title = _("End a phone or e-mail address")
    intro = contact_text(found)
    return run(request, Edit(record, title, "contacts", form, save, contact_initial, "last_day", intro=intro))
