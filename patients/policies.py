"""May this person do this to this record now?"""

from accounts import policies
from audit.context import Actor
from patients.exceptions import NotAllowed


def check(by: Actor, permission: str) -> int:
    """Refuse an act unless the role allows it and the actor works somewhere.

    Takes: `by`; `permission`, a name of accounts.policies. Gives: the facility where she works. Raises: NotAllowed.
    """
    if by.facility_id is None or not policies.may(by.role, permission):
        raise NotAllowed
    return by.facility_id


def may_edit(by: Actor) -> bool:
    """Whether to show the links that change a record."""
    return by.facility_id is not None and policies.may(by.role, policies.PATIENTS_EDIT)
