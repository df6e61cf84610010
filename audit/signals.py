"""Signals worth a look: what a person did on a day that an auditor should see, with the reason in numbers.

A signal is no verdict. Rules are SQL over one day of events; an upper app adds its own (`add_rule`) where a rule must know
more than the log. Thresholds are settings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from audit.acts import act
from audit.context import Actor
from audit.enums import SignalKind
from audit.models import Signal
from audit.signal_rules import RULES


@dataclass(frozen=True, slots=True)
class Rule:
    """What gives a kind of signal.

    Takes: `kind`; `question`, SQL that gives actor_id, actor_name, facility_id, patient_id, happened (how often) and usual
    (how often else, or NULL) of events between %(begin)s and %(end)s, by the thresholds %(<name>)s of AUDIT_SIGNALS.
    """

    kind: SignalKind
    question: str


_rules: list[Rule] = [Rule(kind, question) for kind, question in RULES.items()]


def add_rule(rule: Rule) -> None:
    """Let an upper app look for a kind of signal. Takes: the rule; once for each kind."""
    if rule.kind not in {known.kind for known in _rules}:
        _rules.append(rule)


_STORE = """
    INSERT INTO audit_signals (day, kind, actor_id, actor_name, facility_id, patient_id, happened, usual, found_at)
    SELECT %(day)s, %(kind)s, actor_id, actor_name, facility_id, patient_id, happened, usual, %(now)s FROM ({question}) found
    WHERE actor_id IS NOT NULL
    ON CONFLICT (day, kind, actor_id, patient_id) DO UPDATE SET happened = EXCLUDED.happened, usual = EXCLUDED.usual
    WHERE audit_signals.happened <> EXCLUDED.happened
"""


@act("audit.find_signals")
def find_signals(*, by: Actor, day: date, reason: str = "") -> int:
    """Look through the events of a day; a second look adds only what is new.

    Takes: `by`, a program, with the owner's connection; `day`, in the country's zone. Gives: signals new or grown.
    """
    begin = datetime.combine(day, datetime.min.time(), timezone.get_default_timezone())
    values: dict[str, Any] = {
        "day": day,
        "begin": begin,
        "end": begin + timedelta(days=1),
        "now": timezone.now(),
    }
    values |= thresholds()
    found = 0
    with connection.cursor() as cursor:
        for rule in _rules:
            cursor.execute(_STORE.replace("{question}", rule.question), {**values, "kind": rule.kind.value})
            found += cursor.rowcount
    return found


def thresholds() -> Mapping[str, int | str]:
    """The thresholds of the rules, as settings has them."""
    given: Mapping[str, int | str] = settings.AUDIT_SIGNALS
    return given


@act("audit.look_at_signal")
def look_at_signal(*, by: Actor, signal_id: int, remark: str, reason: str = "") -> bool:
    """Say that somebody looked at a signal, and what she thinks of it.

    Takes: the reader; the number of the signal; `remark`, text. Gives: whether it was there for her and not looked at before.
    """
    told = {"looked_at": timezone.now(), "looked_by": by.id, "looked_by_name": by.name, "remark": remark}
    return bool(Signal.objects.filter(pk=signal_id, looked_at__isnull=True).update(**told))
