"""Signing in, failing to, signing out and being locked out are events of the audit. What was typed never is."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts.models import User
from accounts.selectors import actor_for
from audit.enums import Action
from audit.reads import NOBODY, digest_of, note


@receiver(user_logged_in)
def note_sign_in(sender: object, user: User, **kwargs: Any) -> None:
    """Django's signal: somebody signed in."""
    note(Action.SIGNED_IN, by=actor_for(user, None), what="accounts.sign_in")


@receiver(user_logged_out)
def note_sign_out(sender: object, user: User | None, **kwargs: Any) -> None:
    """Django's signal: somebody signed out, or a session without a user was ended."""
    if user is not None:
        note(Action.SIGNED_OUT, by=actor_for(user, None), what="accounts.sign_out")


@receiver(user_login_failed)
def note_failure(sender: object, credentials: Mapping[str, Any], **kwargs: Any) -> None:
    """Django's signal: a wrong password, an unknown or a disabled person."""
    _note_attempt(Action.SIGN_IN_FAILED, "accounts.sign_in_failed", credentials)


def note_lock_out(credentials: Mapping[str, Any]) -> None:
    """An attempt was refused because there were too many. Takes: what was tried, as Django's credentials."""
    _note_attempt(Action.LOCKED_OUT, "accounts.locked_out", credentials)


def _note_attempt(action: Action, what: str, credentials: Mapping[str, Any]) -> None:
    """By whom is unknown; whose account it was is said where there is one, and a digest tells attempts at no account apart."""
    tried = str(credentials.get("username", ""))
    user = User.objects.filter(username__iexact=tried).first() if tried and "\x00" not in tried else None
    note(action, by=actor_for(user, None) if user else NOBODY, what=what, detail={"name": digest_of(tried)})
