"""Each look at a patient is an event, written before anything is shown; so is signing in, being refused, looking at the audit."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from audit.acts import open_act
from audit.context import Actor
from audit.enums import NOTED, Action
from audit.saying import NOTHING, literal, said, set_local

Detail = Mapping[str, str | int]
NOBODY = Actor(id="", name="", role="")


def note(
    action: Action,
    *,
    by: Actor,
    what: str,
    patients: Iterable[UUID] = (),
    detail: Detail | None = None,
    reason: str = "",
) -> None:
    """Write that somebody saw, listed, printed, exported, signed in or was refused: one event a patient, or one without.

    Takes: `action`, of NOTED; `by`, who; `what`, the page or command, as `patient.page`; `patients`, their keys, each once;
    `detail`, numbers and words that are never what was typed, said at the first event; `reason`, where one was given.
    Inside an act, its actor and reason stand. One message to the database, durable before it returns
    unless a transaction is open, whose fate it then shares.
    Raises: DatabaseError when it can't be written: then nothing may be shown.
    """
    if action not in NOTED:
        raise ValueError(f"{action} is captured, not noted.")
    keys = literal("{" + ",".join(map(str, dict.fromkeys(patients))) + "}")
    payload = "NULL" if detail is None else literal(json.dumps(detail, sort_keys=True))
    call = f"SELECT audit_note({literal(action)}, {keys}::uuid[], {payload})"
    if name := open_act():
        call = f"{set_local({'act': what})}; {call}; {set_local({'act': name})}"
    else:
        call = f"{set_local(said(by=by, act=what, reason=reason))}; {call}"
        if connection.in_atomic_block:
            call = f"{call}; {set_local(NOTHING)}"
    with connection.cursor() as cursor:
        cursor.execute(call)


@contextmanager
def reading(*, by: Actor, what: str, reason: str = "") -> Iterator[None]:
    """A transaction in which the database knows who reads: for the audit itself, whose rows only some may see.

    Takes: `by`, who; `what`, the page or command; `reason`. The look is noted first, so that nothing is shown without it.
    """
    with transaction.atomic():
        note(Action.AUDIT, by=by, what=what, reason=reason)
        with connection.cursor() as cursor:
            cursor.execute(set_local(said(by=by, act=what, reason=reason)))
        yield
        with connection.cursor() as cursor:
            cursor.execute(set_local(NOTHING))


def digest_of(text: str) -> str:
    """What was searched for, as a keyed digest: the same search can be recognised, the text can't be read.

    Takes: the text as typed; case and spaces don't count. Gives: 32 hexadecimal digits.
    """
    return salted_hmac("audit.search", " ".join(text.casefold().split()), algorithm="sha256").hexdigest()[:32]
