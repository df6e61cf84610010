"""The administrators' site: reference data and accounts, clinical tables to look at only."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.policies import ADMIN_SITE, may


class SmartCareAdminConfig(AdminConfig):
    """Puts our site in the place of Django's."""

    default_site = "smartcare.ops.admin_site.SmartCareAdminSite"


class SmartCareAdminSite(AdminSite):
    """Open to roles with `admin.site`; signing in happens on SmartCare's own page."""

    site_header = "SmartCare administration"
    site_title = "SmartCare"
    index_title = "Reference data and accounts"

    def has_permission(self, request: HttpRequest) -> bool:
        actor = getattr(request, "actor", None)
        return actor is not None and may(actor.role, ADMIN_SITE)

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        target = "home" if request.user.is_authenticated else "account_login"
        query = "" if request.user.is_authenticated else "?" + urlencode({"next": request.get_full_path()})
        return redirect(reverse(target) + query)
