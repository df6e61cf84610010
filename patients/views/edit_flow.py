"""How every change of a record goes: show the form, call one act, say what stood in the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import StaffRequest
from patients.exceptions import (
    EditConflict,
    IdentifierTaken,
    NrcTooEarly,
    PatientNotFound,
    PeriodRefused,
)
from patients.forms.edit_base import Difference, RecordForm
from patients.forms.fields import NRC_TOO_EARLY
from patients.selectors.record import Record, actor_name
from patients.timelines import moment_text
from patients.views.record_access import frame


@dataclass(frozen=True, slots=True)
class Edit:
    """One page that changes a record.

    `save` calls the act with the form's values; `current` gives the initial values of a row as it is now; `part` is the section
    of the record to go back to; `refused_field` is where a refused day or link is told; `ways`, when there are any, are offered
    in the place of the form: address and text.
    """

    record: Record
    title: str
    part: str
    form: RecordForm
    save: Callable[[], object]
    current: Callable[[Any], dict[str, Any]]
    refused_field: str | None = None
    button: str = ""
    warning: bool = False
    intro: str = ""
    ways: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who changed the same meanwhile, when, and what differs."""

    who: str
    when: str
    differences: list[Difference]


def run(request: StaffRequest, edit: Edit) -> HttpResponse:
    """Answer a request for a page that changes a record. Takes: the request; the page. Gives: the page, or the way back."""
    if request.method != "POST" or not edit.form.is_complete():
        return _page(request, edit)
    try:
        edit.save()
    except EditConflict as error:
        return _page(request, edit, _conflict(edit, error.current))
    except (PeriodRefused, IdentifierTaken, NrcTooEarly) as error:
        edit.form.add_error(_field_of(edit, error), _words(error))
        return _page(request, edit)
    except PatientNotFound:
        told = _(
            "Nothing was saved: a colleague ended or removed it meanwhile. What you typed is still here."
        )
        edit.form.add_error(None, told)
        return _page(request, edit, status=409)
    messages.success(request, _("Saved."))
    address = reverse("patients:record", args=[edit.record.patient.pk])
    return redirect(f"{address}#{edit.part}")


def change_sent(sent: QueryDict | None) -> QueryDict | None:
    """Tell a change from a correction of what is over, also where nobody said what happened.

    Takes: what was sent. Gives: the same, with an empty "how" when the page asked for one: a browser leaves out radios not chosen.
    """
    if sent is None or "how" in sent or "since_day" not in sent:
        return sent
    data = sent.copy()
    data["how"] = ""
    return data


def _field_of(edit: Edit, error: Exception) -> str | None:
    if isinstance(error, NrcTooEarly):
        return "nrc" if "nrc" in edit.form.fields else None
    name = error.system if isinstance(error, IdentifierTaken) else edit.refused_field
    return name if name in edit.form.fields else None


def _words(error: Exception) -> str:
    if isinstance(error, IdentifierTaken):
        return _("This number belongs to another patient")
    if isinstance(error, NrcTooEarly):
        return str(NRC_TOO_EARLY)
    return _("This day does not fit what is written already")


def _conflict(edit: Edit, current: Any) -> Conflict:
    return Conflict(
        who=actor_name(current.updated_by) or _("Somebody"),
        when=moment_text(current.updated_at),
        differences=edit.form.meet(edit.current(current)),
    )


def _page(
    request: StaffRequest, edit: Edit, conflict: Conflict | None = None, status: int = 200
) -> HttpResponse:
    context = {
        **frame(request, edit.record),
        "edit": edit,
        "form": edit.form,
        "conflict": conflict,
        "has_errors": conflict is not None,
    }
    return render(request, "patients/edit.html", context, status=409 if conflict else status)
