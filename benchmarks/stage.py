"""A database for measuring: made for the run, dropped after it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import ProgrammingError, connection
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.selectors import actor_for
from audit.context import Actor
from facilities.models import District, Facility
from tests import databases

NAME = "smartcare_bench"


@contextmanager
def stage() -> Iterator[None]:
    """An empty, migrated database, as the application's role sees it."""
    before = connection.settings_dict["NAME"]
    databases.create(NAME)
    try:
        yield
    finally:
        _drop(before)


def _drop(before: str) -> None:
    """Drop it, and try again while the server itself clears dead rows there: its own work isn't ours to end."""
    for _ in range(60):
        try:
            return databases.drop(NAME, before)
        except ProgrammingError:
            connection.close()
            connection.settings_dict["NAME"] = NAME
            time.sleep(1)
    return databases.drop(NAME, before)


def clerk(number: int = 0) -> tuple[User, Actor]:
    """A clerk at a facility of her own. Takes: a number that makes both unique."""
    district = District.objects.order_by("pk").first()
    facility = Facility.objects.create(
        name=f"Bench Health Post {number}", mfl_code=f"{91000000 + number}", district=district
    )
    user = User.objects.create_user(f"bench{number}", password=None, name="Bench")
    membership = Membership.objects.create(
        user=user, facility=facility, role=Role.REGISTRATION_CLERK, valid=DateRange(date(2020, 1, 1), None)
    )
    return user, actor_for(user, membership)
