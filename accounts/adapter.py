"""How allauth behaves here: no sign-up, ever, and one answer for everybody who may not come in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.models import User
from accounts.sign_events import note_lock_out


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; one too many is refused, and the refusal is an event."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note_lock_out(credentials)
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Refuse a disabled person as a wrong password is refused: the answer tells nobody that the account exists."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None
