"""What every page shows: who is signed in, where she works now, and where she may go."""

from typing import Any

from django.http import HttpRequest

from accounts.enums import Role
from accounts.policies import ALL_PERMISSIONS, may


def workplace(request: HttpRequest) -> dict[str, Any]:
    """`actor`, `role_label` and `can` for templates. Takes: any request. Gives: {} when nobody is signed in."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {}
    return {
        "actor": actor,
        "role_label": Role(actor.role).label if actor.role else "",
        "can": {name.replace(".", "_"): may(actor.role, name) for name in ALL_PERMISSIONS},
    }
