"""Acts about people who sign in."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.enums import Role
from accounts.models import Membership, User
from audit.acts import act
from audit.context import Actor


@act("accounts.create_administrator")
def create_administrator(
    *, by: Actor, username: str, name: str, password: str, since: date, reason: str = ""
) -> User:
    """Make an account with the role of system administrator.

    Takes: the user name; the name colleagues know; a password; the first day. Gives: the user.
    Raises: ValidationError for a weak password or a user name that is taken or not possible.
    """
    user = User(username=username, name=name)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    Membership.objects.create(
        user=user, facility=None, role=Role.SYSTEM_ADMINISTRATOR, valid=DateRange(since, None)
    )
    return user
