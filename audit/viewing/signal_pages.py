"""Days worth a look: the list, and one of them with what the reader thinks of it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.enums import SignalKind
from audit.models import Signal
from audit.reads import reading
from audit.signals import look_at_signal
from audit.viewing.fields import day_words, moment_words
from audit.viewing.forms import SignalForm
from audit.viewing.names import facility_names
from audit.viewing.pages import LIST, asker

SIGNALS = "admin:audit_signal_changelist"
SHOWN = 50


@require_safe
def signal_list(request: HttpRequest) -> HttpResponse:
    """Signals nobody looked at yet, newest day first; with ?all=1 the others too."""
    actor = asker(request)
    every = request.GET.get("all") == "1"
    before = request.GET.get("before", "")
    with reading(by=actor, what="audit.signals"):
        rows: QuerySet[Signal] = Signal.objects.order_by("-id")
        if not every:
            rows = rows.filter(looked_at__isnull=True)
        if before.isascii() and before.isdigit() and len(before) <= 18:
            rows = rows.filter(id__lt=int(before))
        found = list(rows[: SHOWN + 1])
        older = f"?{'all=1&' if every else ''}before={found[SHOWN - 1].pk}" if len(found) > SHOWN else ""
        context = {"signals": _lines(found[:SHOWN]), "every": every, "older_url": older, "newer_url": ""}
        return render(request, "audit/signals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def signal_page(request: HttpRequest, key: int) -> HttpResponseBase:
    """One signal, the way to its events, and a remark that closes it."""
    actor = asker(request)
    form = SignalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if look_at_signal(by=actor, signal_id=key, remark=form.cleaned_data["remark"]):
            messages.success(request, _("Marked as looked at."))
        else:
            messages.warning(request, _("Nothing was saved: a colleague looked at it before you."))
        return redirect(SIGNALS)
    with reading(by=actor, what="audit.signal"):
        found = Signal.objects.filter(pk=key).first()
        answer = None
        if found is not None:
            context = {"line": _lines([found])[0], "form": form, "has_errors": form.is_bound}
            answer = render(request, "audit/signal.html", context)
    # Not inside: that would undo the note of the look.
    if answer is None:
        raise Http404
    return answer


def _lines(signals: list[Signal]) -> list[dict[str, Any]]:
    places = facility_names(signal.facility_id for signal in signals)
    return [
        {
            "signal": signal,
            "day": day_words(signal.day),
            "who": signal.actor_name or signal.actor_id,
            "facility": places.get(signal.facility_id or 0, ""),
            "reason": _reason(signal),
            "looked": moment_words(signal.looked_at) if signal.looked_at else "",
            "events": f"{reverse(LIST)}?actor={signal.actor_id}&since={signal.day:%Y-%m-%d}&until={signal.day:%Y-%m-%d}",
        }
        for signal in signals
    ]


def _reason(signal: Signal) -> str:
    """Why it is worth a look, with its numbers."""
    words = {
        SignalKind.MASS_READING: _("Opened %(count)d records")
        + (_("; usually %(usual)d a day") if signal.usual is not None else _("; no days before to compare")),
        SignalKind.READING_WITHOUT_ACT: _("Opened %(count)d records and wrote nothing for those patients"),
        SignalKind.OUTSIDE_HOURS: _("Looked at %(count)d patients outside hours"),
        SignalKind.REFUSALS: _("Was refused or failed to sign in %(count)d times"),
        SignalKind.OWN_RECORD: _("Opened %(count)d times a record of the same name as her own"),
    }
    return words[SignalKind(signal.kind)] % {"count": signal.happened, "usual": signal.usual}
