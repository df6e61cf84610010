"""What was searched for lately, kept in the session, so that Back shows the results again and no address holds a name."""

import secrets
from typing import Any

from accounts.requests import StaffRequest
from patients.forms.search import Sought
from patients.search.query import LONGEST

KEPT = 5
SESSION_KEY = "looks"
TOKEN_BYTES = 12


def keep_look(request: StaffRequest, sought: Sought) -> str:
    """Keep a search until the session ends or five newer ones came. Takes: the request; what is sought. Gives: its token."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    looks = [*_looks(request), [token, sought.text[:LONGEST], sought.limit]]
    request.session[SESSION_KEY] = looks[-KEPT:]
    return token


def look_kept(request: StaffRequest, token: str) -> Sought | None:
    """What was sought under a token. Takes: the request; any text. Gives: None when this session does not keep it."""
    for name, text, limit in _looks(request):
        if name == token:
            return Sought(text, limit)
    return None


def _looks(request: StaffRequest) -> list[list[Any]]:
    looks: list[list[Any]] = request.session.get(SESSION_KEY, [])
    return looks
