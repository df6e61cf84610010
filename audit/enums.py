"""What an event can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Action(TextChoices):
    """The kind of an event, as audit_events.action has it; what FHIR's AuditEvent says in action and subtype."""

    INSERT = "I", _("Added")
    UPDATE = "U", _("Changed")
    DELETE = "D", _("Removed")
    TRUNCATE = "T", _("Table emptied")
    READ = "R", _("Seen")
    LISTED = "Q", _("Shown in a list or search")
    PRINTED = "P", _("Printed")
    EXPORTED = "X", _("Exported")
    SIGNED_IN = "L", _("Signed in")
    SIGN_IN_FAILED = "F", _("Sign-in failed")
    SIGNED_OUT = "O", _("Signed out")
    LOCKED_OUT = "K", _("Locked out")
    REFUSED = "N", _("Refused")
    EMERGENCY = "B", _("Opened in an emergency")
    ERASED = "E", _("Erased")
    SCHEMA = "Z", _("Schema changed")
    AUDIT = "S", _("Looked at the audit")


# What the application may note itself; the rest only capture says (audit_note refuses it).
NOTED = frozenset(
    {
        Action.READ,
        Action.LISTED,
        Action.PRINTED,
        Action.EXPORTED,
        Action.SIGNED_IN,
        Action.SIGN_IN_FAILED,
        Action.SIGNED_OUT,
        Action.LOCKED_OUT,
        Action.REFUSED,
        Action.EMERGENCY,
        Action.AUDIT,
    }
)


class SignalKind(TextChoices):
    """Why a day of somebody's is worth a look."""

    MASS_READING = "mass_reading", _("Opened many more records than usual")
    READING_WITHOUT_ACT = "reading_without_act", _("Opened records and did nothing for the patients")
    OUTSIDE_HOURS = "outside_hours", _("Looked at patients outside hours")
    REFUSALS = "refusals", _("Was refused again and again")
    OWN_RECORD = "own_record", _("Opened a record of her own name")
