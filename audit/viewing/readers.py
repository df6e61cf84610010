"""Who may look at the trail. The database has the same list in its policy on audit_events; accounts.policies has it as a permission."""

from audit.context import Actor

SEES_ALL = frozenset({"auditor", "data_protection_officer", "system_administrator"})
SEES_OWN_FACILITY = "facility_administrator"
READERS = SEES_ALL | {SEES_OWN_FACILITY}


def may_look(actor: Actor) -> bool:
    """Whether she may look at all."""
    return actor.role in SEES_ALL or (actor.role == SEES_OWN_FACILITY and actor.facility_id is not None)


def bound_to(actor: Actor) -> int | None:
    """The facility that she is bound to, None for those who see the whole country."""
    return None if actor.role in SEES_ALL else actor.facility_id
