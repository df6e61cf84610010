"""Who is asking, on every request; and nothing of a patient left in a shared computer's cache."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from accounts.models import Membership, User
from accounts.requests import StaffRequest
from accounts.selectors import actor_for, current_memberships

SESSION_KEY = "membership"

GetResponse = Callable[[HttpRequest], HttpResponse]


class WorkplaceMiddleware:
    """Sets `request.membership` and `request.actor` from the workplace chosen for this session.

    With one membership there is nothing to choose. A membership that ended since is forgotten.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            staff = cast(StaffRequest, request)
            staff.membership = _membership(staff)
            staff.actor = actor_for(staff.user, staff.membership)
        return self.get_response(request)


def _membership(request: StaffRequest) -> Membership | None:
    memberships = list(current_memberships(request.user))
    chosen = request.session.get(SESSION_KEY)
    for membership in memberships:
        if membership.pk == chosen:
            return membership
    return memberships[0] if len(memberships) == 1 else None


class NoStoreMiddleware:
    """Pages of a signed-in person are never kept by a browser or proxy: computers are shared."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response
