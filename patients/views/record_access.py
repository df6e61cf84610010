"""How every page of a record gets at it: opening is noted, and what is kept elsewhere does not exist here."""

from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.requests import StaffRequest
from audit.enums import Action
from audit.reads import note
from patients.exceptions import PatientNotFound
from patients.policies import may_edit
from patients.record_lines import header
from patients.selectors.record import Record, record_of
from patients.services.opening import open_patient


def opened(request: StaffRequest, patient: UUID, *, how: Action = Action.READ) -> Record:
    """Open a record for a page; she and the relatives it names are noted as seen.

    Takes: the request; the key of the patient; `how`, READ or PRINTED. Raises: Http404 when it is not kept here; NotAllowed.
    """
    page = page_of(request)
    try:
        record = record_of(open_patient(by=request.actor, patient_id=patient, page=page, how=how))
    except PatientNotFound as error:
        raise Http404 from error
    if relatives := [line.patient.pk for line in record.family if line.patient]:
        note(Action.LISTED, by=request.actor, what=page, patients=relatives)
    return record


def page_of(request: StaffRequest) -> str:
    """The name of the page that was asked for, as events say it. Takes: the request."""
    return request.resolver_match.view_name if request.resolver_match else ""


def frame(request: StaffRequest, record: Record) -> dict[str, Any]:
    """What every page of a record needs. Takes: the request; the record. Gives: values for its template."""
    shown = header(record, timezone.localdate())
    shown["href"] = reverse("patients:record", args=[record.patient.pk])
    return {"patient": record.patient, "header": shown, "may_edit": may_edit(request.actor)}


def row_of(rows: list[Any], key: UUID) -> Any:
    """One row of a record by its key. Takes: rows of the record; the key. Raises: Http404 when it is not among them."""
    for row in rows:
        if row.pk == key:
            return row
    raise Http404


def posted(request: StaffRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, even nothing; None when the page is only opened."""
    return request.POST if request.method == "POST" else None
