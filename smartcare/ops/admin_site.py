"""The administrators' site: reference data and accounts, clinical tables to look at only, and the audit trail for its readers."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.policies import ADMIN_SITE, AUDIT_LOOK, may

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class SmartCareAdminConfig(AdminConfig):
    """Puts our site in the place of Django's."""

    default_site = "smartcare.ops.admin_site.SmartCareAdminSite"


class SmartCareAdminSite(AdminSite):
    """Open to roles with `admin.site`; roles with `audit.look` alone come to the index and the trail.

    Signing in happens on SmartCare's own page.
    """

    site_header = "SmartCare administration"
    site_title = "SmartCare"
    index_title = "Reference data, accounts and the audit trail"

    TRAIL = ("index", "audit_auditevent_", "audit_signal_")

    def has_permission(self, request: HttpRequest) -> bool:
        actor = getattr(request, "actor", None)
        if actor is None:
            return False
        page = request.resolver_match.url_name if request.resolver_match else None
        on_trail = (page or "").startswith(self.TRAIL)
        return may(actor.role, ADMIN_SITE) or (on_trail and may(actor.role, AUDIT_LOOK))

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """As Django's; but who is signed in and works somewhere is refused, not sent to sign in again: a refusal is an event."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            leaves = request.path == reverse("admin:logout", current_app=self.name)
            if actor is not None and actor.role and not leaves and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return cast(View, checked)

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        target = "home" if request.user.is_authenticated else "account_login"
        query = "" if request.user.is_authenticated else "?" + urlencode({"next": request.get_full_path()})
        return redirect(reverse(target) + query)
