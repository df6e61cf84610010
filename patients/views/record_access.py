"""How every page of a record gets at it: opening is noted, and what is kept elsewhere does not exist here."""

from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.requests import StaffRequest
from patients.exceptions import PatientNotFound
from patients.policies import may_edit
from patients.record_lines import header
from patients.selectors.record import Record, record_of
from patients.services.opening import open_patient


def opened(request: StaffRequest, patient: UUID) -> Record:
    """Open a record for a page. Takes: the request; the key of the patient. Raises: Http404 when it is not kept here; NotAllowed."""
    try:
        return record_of(open_patient(by=request.actor, patient_id=patient))
    except PatientNotFound as error:
        raise Http404 from error


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
