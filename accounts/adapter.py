"""How allauth behaves here: no sign-up, ever, and one answer for everybody who may not come in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Refuse a disabled person as a wrong password is refused: the answer tells nobody that the account exists."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None
