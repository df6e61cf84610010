"""The cast and the stage of all tests."""

import os
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client, TransactionTestCase
from hypothesis import settings

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.selectors import actor_for
from facilities.models import District, Facility
from patients.models import Patient
from patients.services.registration import register
from tests import databases
from tests.factories.patients import registration

# Before anybody imports it: its assertions say what they compared.
pytest.register_assert_rewrite("tests.browser.pages")

# Two busy cores are no reason for a test to fail.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

PASSWORD = "tests-and-nothing-else"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: pytest.FixtureRequest, worker_id: str
) -> Iterator[None]:
    """A database for this worker, migrated by the owner."""
    before = connection.settings_dict["NAME"]
    # Two runs on one server never share a database.
    name = f"test_{before}_{os.getpid()}_{worker_id}"
    with django_db_blocker.unblock():
        databases.create(name)
    yield
    with django_db_blocker.unblock():
        databases.drop(name, before)


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """Which of several test processes this is; also there without pytest-xdist."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(autouse=True, scope="session")
def _empty_as_owner() -> Iterator[None]:
    """Django empties tables with the connection at hand; ours may not, so the owner does."""
    plain = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: databases.empty()  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = plain  # type: ignore[method-assign]


def make_facility(name: str, mfl_code: str) -> Facility:
    return Facility.objects.create(
        name=name, mfl_code=mfl_code, district=District.objects.get(name="Chongwe")
    )


@pytest.fixture
def facility(db: None) -> Facility:
    return make_facility("Chainda Health Post", "50010001")


@pytest.fixture
def other_facility(db: None) -> Facility:
    return make_facility("Kasisi Rural Health Centre", "50010002")


def make_user(username: str, name: str, role: Role, facility: Facility | None) -> User:
    """A person of the cast, with `.actor` as she acts at her facility."""
    user = User.objects.create_user(username=username, password=PASSWORD, name=name)
    membership = Membership.objects.create(
        user=user, facility=facility, role=role, valid=DateRange(date(2020, 1, 1), None)
    )
    user.actor = actor_for(user, membership)
    return user


@pytest.fixture
def amina(facility: Facility) -> User:
    """Midwife."""
    return make_user("amina", "Amina Phiri", Role.MIDWIFE, facility)


@pytest.fixture
def clerk(facility: Facility) -> User:
    """Registration clerk, same facility."""
    return make_user("clerk", "Clara Tembo", Role.REGISTRATION_CLERK, facility)


@pytest.fixture
def bela(facility: Facility) -> User:
    """Clinical officer, same facility."""
    return make_user("bela", "Bela Zulu", Role.CLINICAL_OFFICER, facility)


@pytest.fixture
def chiara(other_facility: Facility) -> User:
    """Midwife of another facility: must see nothing."""
    return make_user("chiara", "Chiara Lungu", Role.MIDWIFE, other_facility)


@pytest.fixture
def manager(facility: Facility) -> User:
    """Facility administrator."""
    return make_user("manager", "Moses Mumba", Role.FACILITY_ADMINISTRATOR, facility)


@pytest.fixture
def dario(db: None) -> User:
    """Auditor, country-wide."""
    return make_user("dario", "Dario Sakala", Role.AUDITOR, None)


@pytest.fixture
def dpo(db: None) -> User:
    """Data protection officer, country-wide."""
    return make_user("dpo", "Dora Mwila", Role.DATA_PROTECTION_OFFICER, None)


@pytest.fixture
def sysadmin(db: None) -> User:
    """System administrator, country-wide."""
    return make_user("sysadmin", "Saul Banda", Role.SYSTEM_ADMINISTRATOR, None)


@pytest.fixture
def ema(clerk: User) -> Patient:
    """A woman registered at the facility."""
    return register(by=clerk.actor, registration=registration())


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """Sign somebody in: `as_user(amina).get(…)`."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
