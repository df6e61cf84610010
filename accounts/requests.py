"""The request as views see it: signed in, with an actor who works somewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from accounts.models import Membership, User
from accounts.policies import may
from audit.context import Actor

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request of a signed-in person. `actor` is set by WorkplaceMiddleware; `membership` is None until a place is chosen."""

    user: User
    actor: Actor
    membership: Membership | None


View = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def allowed(permission: str) -> Callable[[View[P]], View[P]]:
    """Let a view run only for roles that have a permission.

    Takes: `permission`, a name of accounts.policies. A person who has not chosen her workplace is asked to first.
    Raises: PermissionDenied for every other role.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def checked(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.membership is None and request.user.memberships.current().exists():
                return redirect("accounts:workplace")
            if not may(request.actor.role, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.permission = permission  # type: ignore[attr-defined]
        return cast(View[P], checked)

    return decorate
