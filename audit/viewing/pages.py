"""The pages of the trail. Each look is an event itself, written before anything is shown."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.context import Actor
from audit.enums import Action
from audit.exceptions import sqlstate
from audit.reads import note, reading
from audit.viewing import fields, names
from audit.viewing.exporting import MOST, TYPES, exported
from audit.viewing.filters import RISK, Filter, default_filter, read_filter
from audit.viewing.forms import ExportForm, FilterForm
from audit.viewing.keyset import Place, read_place
from audit.viewing.lines import days_of, lines_of
from audit.viewing.queries import (
    COUNTED,
    Event,
    Page,
    count_up_to,
    event_at,
    limit_time,
    page_of,
    sealed_by,
    together_with,
)
from audit.viewing.readers import bound_to, may_look
from audit.viewing.words import act_words, kind_words

LIST = "admin:audit_auditevent_changelist"
TOO_SLOW = "57014"
TIMELINE_PAGE, TIMELINE_DAYS = 500, 2_555


def asker(request: HttpRequest) -> Actor:
    """Who looks. Raises: PermissionDenied for everybody who may not."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor) or not may_look(actor):
        raise PermissionDenied
    return actor


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """Events, newest first, by filter."""
    actor = asker(request)
    error = ""
    try:
        asked = read_filter(request.GET, bound_to(actor))
        older, newer = _place(request, "older"), _place(request, "newer")
    except ValidationError as refused:
        asked, older, newer, error = default_filter(bound_to(actor)), None, None, refused.messages[0]
    return _show_list(request, actor, asked, older=older, newer=newer, error=error)


@require_POST
def find(request: HttpRequest) -> HttpResponseBase:
    """Go from a number, a user name or a page's address to the events of that patient, person or facility."""
    actor = asker(request)
    with reading(by=actor, what="audit.find"):
        found = names.find(request.POST.get("q", ""), bound=bound_to(actor))
    if found is not None:
        return redirect(f"{reverse(LIST)}?{found.name}={found.value}")
    error = _("Nobody has this number, user name or address.")
    return _show_list(request, actor, default_filter(bound_to(actor)), error=error, sought=True)


@require_safe
def event_page(request: HttpRequest, place: str) -> HttpResponse:
    """One event, and what was done together with it."""
    actor = asker(request)
    where = read_place(place)
    with reading(by=actor, what="audit.event"):
        event = event_at(where) if where else None
        answer = render(request, "audit/event.html", _event_context(event, actor)) if event else None
    # Not inside: that would undo the note of the look.
    if answer is None:
        raise Http404
    return answer


@require_safe
def timeline(request: HttpRequest, patient: UUID) -> HttpResponse:
    """Who opened a patient's record, and what they did there, in words for her."""
    return _show_timeline(request, patient, "audit/timeline.html", Action.AUDIT, "audit.timeline")


@require_safe
def timeline_print(request: HttpRequest, patient: UUID) -> HttpResponse:
    """The same on paper, to give to her."""
    return _show_timeline(
        request, patient, "audit/timeline_print.html", Action.PRINTED, "audit.timeline_print"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponseBase:
    """The filtered trail as a file, for a reason, which is noted before the first byte."""
    actor = asker(request)
    try:
        asked = read_filter(request.GET, bound_to(actor))
    except ValidationError:
        return redirect(LIST)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        note(Action.AUDIT, by=actor, what="audit.export_form")
        context = {"form": form, "asked": asked, "chips": _chips(asked, actor), "most": MOST}
        return render(request, "audit/export.html", context)
    note(
        Action.EXPORTED,
        by=actor,
        what="audit.export",
        patients=[asked.patient] if asked.patient else [],
        detail={**dict(asked.pairs()), "form": form.cleaned_data["form"]},
        reason=form.cleaned_data["reason"],
    )
    pieces = exported(asked, by=actor, what="audit.export", form=form.cleaned_data["form"])
    answer = StreamingHttpResponse(pieces, content_type=TYPES[form.cleaned_data["form"]])
    name = f"audit-{asked.since}-{asked.until}.{form.cleaned_data['form']}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _show_list(
    request: HttpRequest,
    actor: Actor,
    asked: Filter,
    *,
    older: Place | None = None,
    newer: Place | None = None,
    error: str = "",
    sought: bool = False,
) -> HttpResponse:
    if asked.patient:
        note(Action.AUDIT, by=actor, what="audit.list", patients=[asked.patient])
    with reading(by=actor, what="audit.list"):
        page = _in_time(lambda: page_of(asked, older_than=older, newer_than=newer))
        count = _count(asked, page) if page and not (older or newer) else None
        context = {
            "form": FilterForm(asked),
            "asked": asked,
            "chips": _chips(asked, actor),
            "patient": asked.patient,
            "lines": lines_of(page.events) if page else [],
            "too_slow": page is None,
            "count": _count_words(count),
            "older_url": _beside(asked, "older", page.older if page else None),
            "newer_url": _beside(asked, "newer", page.newer if page else None),
            "error": error,
            "has_errors": bool(error),
            "sought": sought,
            "only_facility": actor.facility_name if bound_to(actor) else "",
        }
        return render(request, "audit/list.html", context)


def _event_context(event: Event, actor: Actor) -> Mapping[str, Any]:
    others = _in_time(lambda: together_with(event))
    version = fields.row_version(event)
    return {
        "line": lines_of([event])[0],
        "event": event,
        "changes": fields.changes_of(event),
        "detail": fields.detail_of(event),
        "raw": event.payload if event.payload and fields.said_in(event) is None else "",
        "table": fields.table_label(event.table_name),
        "others": [(line, line.event.xid == event.xid) for line in lines_of(others or [])],
        "others_too_slow": others is None,
        "sealed": sealed_by(event),
        "version": fields.version_rows(version) if version is not None else [],
        "patient_name": names.patient_name(event.patient_id, bound=bound_to(actor))
        if event.patient_id
        else "",
    }


def _show_timeline(
    request: HttpRequest, patient: UUID, template: str, action: Action, what: str
) -> HttpResponse:
    actor = asker(request)
    bound = bound_to(actor)
    name = names.patient_name(patient, bound=bound)
    if name is None:
        raise Http404
    older = _place(request, "older")
    today = timezone.localdate()
    asked = Filter(default_filter().until - timedelta(days=TIMELINE_DAYS), today, patient, facility=bound)
    note(action, by=actor, what=what, patients=[patient])
    with reading(by=actor, what=what):
        page = _in_time(lambda: page_of(asked, older_than=older, size=TIMELINE_PAGE)) or Page([], None, None)
        context = {
            "patient": patient,
            "name": name,
            "days": days_of(page.events),
            "older_url": f"?older={page.older}" if page.older else "",
            "only_facility": actor.facility_name if bound else "",
            "printed_at": timezone.now(),
        }
        return render(request, template, context)


def _in_time(ask: Callable[[], Any]) -> Any:
    """What a question gives, None when it takes too long. What was noted before stays."""
    try:
        with transaction.atomic():
            limit_time()
            found = ask()
            limit_time(0)
            return found
    except OperationalError as error:
        if sqlstate(error) != TOO_SLOW:
            raise
        return None


def _place(request: HttpRequest, name: str) -> Place | None:
    text = request.GET.get(name, "")
    return read_place(text) if text else None


def _beside(asked: Filter, name: str, place: Place | None) -> str:
    return f"?{asked.query()}&{name}={place}" if place else ""


def _count(asked: Filter, first: Page) -> int | None:
    """How many there are; when the first page holds all, it says so itself."""
    return len(first.events) if first.older is None else _in_time(lambda: count_up_to(asked))


def _count_words(count: int | None) -> str:
    if count is None:
        return ""
    if count > COUNTED:
        return _("more than 1,000 events")
    return _("1 event") if count == 1 else _("%(count)d events") % {"count": count}


def _chips(asked: Filter, actor: Actor) -> list[dict[str, str]]:
    """The conditions that were chosen by links, in words, each with the address of the list without it."""
    chosen = {
        "patient": _("One patient") if asked.patient else "",
        "actor": names.person_name(asked.actor, bound=bound_to(actor)) if asked.actor else "",
        "facility": names.facility_names([asked.facility]).get(asked.facility or 0, ""),
        "act": act_words(asked.act),
        "kind": _("Rare or risky") if asked.kind == RISK else kind_words(asked.kind),
        "table": fields.table_label(asked.table),
    }
    bound = {"facility"} if bound_to(actor) is not None else set()
    return [
        {"text": text, "href": "" if name in bound else f"?{asked.without(name).query()}", "name": name}
        for name, text in chosen.items()
        if text
    ]
