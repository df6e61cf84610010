"""Adding, changing and ending addresses."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.policies import PATIENTS_EDIT
from accounts.requests import StaffRequest, allowed
from patients.enums import AddressUse
from patients.forms.edit_address import (
    HAPPENED,
    AddAddressForm,
    ChangeAddressForm,
    address_initial,
    change_initial,
)
from patients.forms.edit_contact import NEW, WRONG, EndForm, is_new
from patients.services.addresses import add_address as add
from patients.services.addresses import correct_address, move
from patients.services.addresses import end_address as end
from patients.timelines import address_text
from patients.views.edit_flow import Edit, change_sent, run
from patients.views.edit_target import meet_target, refuse_ended, target_of
from patients.views.record import free_uses
from patients.views.record_access import opened, posted, row_of

TITLES = {NEW: gettext_lazy("Her new address"), WRONG: gettext_lazy("Correct an address")}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def add_address(request: StaffRequest, patient: UUID) -> HttpResponseBase:
    """Add an address of a use she has none of."""
    record = opened(request, patient)
    form = AddAddressForm(posted(request), uses=free_uses(record))

    def save() -> object:
        address = form.address(AddressUse(form.cleaned_data["use"]))
        return add(by=request.actor, patient_id=patient, address=address)

    return run(request, Edit(record, _("Add an address"), "addresses", form, save, address_initial, "use"))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def edit_address(request: StaffRequest, patient: UUID, row: UUID) -> HttpResponseBase:
    """She moved, or what is written is wrong."""
    record = opened(request, patient)
    found = row_of(record.addresses, row)
    data = change_sent(posted(request))
    target = target_of(found, [item for item in record.addresses if item.use == found.use], data)
    initial = address_initial(target) if data is not None else change_initial(target, request.GET.get("how"))
    form = ChangeAddressForm(data, row=target, initial=initial)
    refuse_ended(form, target)

    def save() -> object:
        meet_target(form, found, target)
        data = form.cleaned_data
        what: dict[str, Any] = {
            "by": request.actor,
            "patient_id": patient,
            "address_id": target.pk,
            "version": form.read_version(),
            "address": form.address(AddressUse(found.use)),
        }
        if is_new(data):
            return move(**what, since=data["since"], reason=data["reason"])
        return correct_address(**what, reason=data["reason"])

    title, intro = TITLES.get(form.said, _("Change an address")), ""
    ways: tuple[tuple[str, str], ...] = ()
    if form.said == NEW:
        intro = address_text(target)
    elif not form.is_bound and not form.said and target.valid.upper is None:
        ways = tuple((f"?how={how}", str(text)) for how, text in HAPPENED)
    edit = Edit(record, str(title), "addresses", form, save, address_initial, "since", intro=intro, ways=ways)
    return run(request, edit)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(PATIENTS_EDIT)
def end_address(request: StaffRequest, patient: UUID, row: UUID) -> HttpResponseBase:
    """She left, and we know no new address of this use."""
    record = opened(request, patient)
    found = row_of(record.addresses, row)
    if request.method != "POST" and found.valid.upper is not None:
        raise Http404
    form = EndForm(posted(request), began=found.valid.lower, initial={"version": found.version})

    def save() -> object:
        return end(
            by=request.actor,
            patient_id=patient,
            address_id=row,
            version=form.read_version(),
            last_day=form.cleaned_data["last_day"],
            reason=form.cleaned_data["reason"],
        )

    title, intro = _("End an address"), address_text(found)
    return run(
        request, Edit(record, title, "addresses", form, save, address_initial, "last_day", intro=intro)
    )
