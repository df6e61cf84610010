"""The first account of an installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User

pytestmark = pytest.mark.django_db
STRONG = "correct-horse-battery"


def create(monkeypatch: pytest.MonkeyPatch, password: str, username: str = "first") -> str:
    monkeypatch.setattr("sys.stdin", StringIO(password + "\n"))
    out = StringIO()
    call_command("create_administrator", username, "--password-stdin", stdout=out)
    return out.getvalue()


def test_first_administrator_is_made_and_may_keep_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "first may sign in" in create(monkeypatch, STRONG)

    user = User.objects.get()
    assert user.check_password(STRONG)
    assert user.memberships.get().role == "system_administrator"
    assert user.has_perm("accounts.change_user")
    assert not user.is_superuser


@pytest.mark.parametrize("password", ["", "short", "password123456"])
def test_a_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    with pytest.raises(CommandError):
        create(monkeypatch, password)
    assert not User.objects.exists()


def test_a_taken_name_is_refused_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    create(monkeypatch, STRONG)

    with pytest.raises(CommandError):
        create(monkeypatch, STRONG, "FIRST")
    assert User.objects.count() == 1
