"""Events in plain words: what each kind and each act is called, and what she reads who asks who opened her record."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.enums import Action

# Kinds worth a look of their own: seldom, and most of what goes wrong shows among them.
RISKS = (
    Action.EXPORTED,
    Action.PRINTED,
    Action.REFUSED,
    Action.SIGN_IN_FAILED,
    Action.LOCKED_OUT,
    Action.EMERGENCY,
    Action.ERASED,
    Action.TRUNCATE,
    Action.SCHEMA,
)
COLOURS: dict[str, str] = {
    **dict.fromkeys(RISKS, "orange"),
    Action.DELETE: "red",
    Action.TRUNCATE: "red",
    Action.SCHEMA: "red",
    Action.INSERT: "green",
    Action.UPDATE: "blue",
}

ACTS: dict[str, Any] = {
    "patient.register": gettext_lazy("Registered her"),
    "patient.open": gettext_lazy("Opened her record"),
    "patient.correct_identity": gettext_lazy("Corrected who she is"),
    "patient.describe": gettext_lazy("Wrote personal details"),
    "patient.say_no_phone": gettext_lazy("Wrote that she has no phone"),
    "patient.add_contact": gettext_lazy("Added a phone or e-mail address"),
    "patient.change_contact": gettext_lazy("Wrote a new phone or e-mail address"),
    "patient.correct_contact": gettext_lazy("Corrected a phone or e-mail address"),
    "patient.end_contact": gettext_lazy("Ended a phone or e-mail address"),
    "patient.add_address": gettext_lazy("Added an address"),
    "patient.move": gettext_lazy("Wrote that she moved"),
    "patient.correct_address": gettext_lazy("Corrected an address"),
    "patient.end_address": gettext_lazy("Ended an address"),
    "patient.add_relative": gettext_lazy("Added a relative"),
    "patient.correct_relative": gettext_lazy("Corrected a relative"),
    "patient.remove_relative": gettext_lazy("Removed a relative"),
    "patient.mend_contact": gettext_lazy("Mended a phone or e-mail address"),
    "patient.mend_identifier": gettext_lazy("Mended a number of hers"),
    "patient.mend_birth": gettext_lazy("Mended her date of birth"),
    "patient.mend_sex": gettext_lazy("Mended her sex"),
    "patient.mend_marital": gettext_lazy("Mended her marital status"),
    "patient.mend_facility": gettext_lazy("Mended her facility"),
    "patient.mend_relative_nrc": gettext_lazy("Mended the NRC of a relative"),
    "patient.accept_shared_number": gettext_lazy("Accepted that a number is shared"),
    "patient.settle_shared_number": gettext_lazy("Settled a number that was shared"),
    "registration.start": gettext_lazy("Began to register somebody"),
    "registration.save_step": gettext_lazy("Went on registering somebody"),
    "registration.discard": gettext_lazy("Discarded a registration"),
    "registration.expire": gettext_lazy("Removed registrations never finished"),
    "legacy.migrate": gettext_lazy("Brought records over from the former system"),
    "facilities.import": gettext_lazy("Read the list of facilities"),
    "accounts.create_administrator": gettext_lazy("Made an administrator"),
    "accounts.sign_in": gettext_lazy("Signed in"),
    "accounts.sign_in_failed": gettext_lazy("Tried to sign in"),
    "accounts.locked_out": gettext_lazy("Was locked out"),
    "accounts.sign_out": gettext_lazy("Signed out"),
    "admin.save": gettext_lazy("Saved on the administrators’ site"),
    "demo.staff": gettext_lazy("Made the people of the demo"),
    "audit.list": gettext_lazy("Looked at the audit trail"),
    "audit.event": gettext_lazy("Looked at an event of the audit trail"),
    "audit.find": gettext_lazy("Looked for somebody in the audit trail"),
    "audit.timeline": gettext_lazy("Looked at who opened a record"),
    "audit.timeline_print": gettext_lazy("Printed who opened a record"),
    "audit.signals": gettext_lazy("Looked at the days worth a look"),
    "audit.signal": gettext_lazy("Looked at a day worth a look"),
    "audit.look_at_signal": gettext_lazy("Marked a day as looked at"),
    "audit.find_signals": gettext_lazy("Looked for days worth a look"),
    "audit.redact": gettext_lazy("Erased her details from the audit trail"),
    "audit.detach_month": gettext_lazy("Took a month out of the audit trail"),
    "audit.export": gettext_lazy("Exported a part of the audit trail"),
}

_DONE: dict[str, Any] = {
    Action.READ: gettext_lazy("Opened her record"),
    Action.LISTED: gettext_lazy("Saw her in a list or a search"),
    Action.PRINTED: gettext_lazy("Printed her record"),
    Action.EXPORTED: gettext_lazy("Took a copy of data with her record"),
    Action.REFUSED: gettext_lazy("Asked for her record and was refused"),
    Action.EMERGENCY: gettext_lazy("Opened her record in an emergency"),
    Action.ERASED: gettext_lazy("Erased her details from the audit trail"),
    Action.AUDIT: gettext_lazy("Looked at who opened her record"),
}


def act_words(act: str | None) -> str:
    """An act in words. Takes: its name, as `patient.move`, or None. Gives: one that has no words yet by its name, "" for none."""
    if not act:
        return ""
    return str(ACTS[act]) if act in ACTS else act.rpartition(".")[2].replace("_", " ").capitalize()


def kind_words(action: str) -> str:
    """The kind of an event. Takes: audit_events.action."""
    return str(Action(action).label) if action in Action.values else action


def done_to_her(action: str, act: str | None, part: str) -> str:
    """What was done, said to the patient. Takes: the kind; the act; `part` of the record in words ("contact"), may be ""."""
    if action in _DONE:
        return str(_DONE[action])
    if act in ACTS:
        return str(ACTS[act])
    words = {
        Action.INSERT: _("Added to her record: %(part)s"),
        Action.DELETE: _("Removed from her record: %(part)s"),
    }.get(Action(action), _("Changed in her record: %(part)s"))
    return words % {"part": part or act_words(act)}
