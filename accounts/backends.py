"""What Django's own permission questions are answered with: the role matrix."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Model

from accounts.enums import Role
from accounts.models import User
from accounts.selectors import current_memberships


class MembershipBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in by user name and password, and answers for the administrators' site.

    System administrators keep reference data and accounts there; clinical tables they may look at, as far as
    `patients.admin` shows them.
    """

    KEPT_IN_ADMIN = frozenset({"accounts", "facilities"})
    LOOKED_AT_IN_ADMIN = frozenset({"patients"})

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        app_label, _, codename = perm.partition(".")
        if app_label in self.LOOKED_AT_IN_ADMIN and not codename.startswith("view_"):
            return False
        return self.has_module_perms(user_obj, app_label)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        if app_label not in self.KEPT_IN_ADMIN | self.LOOKED_AT_IN_ADMIN:
            return False
        return current_memberships(user_obj).filter(role=Role.SYSTEM_ADMINISTRATOR).exists()
