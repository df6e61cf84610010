"""Questions about people who sign in."""

from accounts.models import Membership, MembershipQuerySet, User
from audit.context import Actor


def current_memberships(user: User) -> MembershipQuerySet:
    """The memberships that count today, facilities by name. Takes: `user`, signed in."""
    return (
        Membership.objects.current()
        .filter(user=user)
        .select_related("facility")
        .order_by("facility__name", "role", "pk")
    )


def actor_for(user: User, membership: Membership | None) -> Actor:
    """The actor that a person is, at the place where she works now. No membership gives an actor who may do nothing."""
    facility = membership.facility if membership else None
    return Actor(
        id=str(user.pk),
        name=user.name,
        role=membership.role if membership else "",
        facility_id=facility.pk if facility else None,
        facility_name=facility.name if facility else "",
    )
