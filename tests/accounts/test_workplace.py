"""Where one works now: memberships with dates, chosen after sign-in, shown on each page."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, User
from facilities.models import Facility

pytestmark = pytest.mark.django_db


def join(
    user: User, facility: Facility | None, role: Role = Role.MIDWIFE, since: date = date(2021, 1, 1)
) -> Membership:
    return Membership.objects.create(user=user, facility=facility, role=role, valid=DateRange(since, None))


def test_the_only_workplace_is_chosen_by_itself(amina: User, as_user: Callable[[User], Client]) -> None:
    answer = as_user(amina).get("/")

    assert answer.status_code == 200
    assert "Chainda Health Post" in answer.content.decode()
    assert "Amina Phiri" in answer.content.decode()


def test_two_workplaces_are_asked_for_before_any_patient_is_shown(
    amina: User, other_facility: Facility, as_user: Callable[[User], Client]
) -> None:
    join(amina, other_facility)
    client = as_user(amina)

    assert client.get(reverse("patients:search"))["Location"] == reverse("accounts:workplace")


def test_the_chosen_workplace_is_shown_on_each_page(
    amina: User, other_facility: Facility, as_user: Callable[[User], Client]
) -> None:
    chosen = join(amina, other_facility)
    client = as_user(amina)

    client.post(reverse("accounts:workplace"), {"membership": chosen.pk})

    for name in ("home", "patients:search", "patients:register"):
        page = client.get(reverse(name)).content.decode()
        assert "Kasisi Rural Health Centre" in page, name
        assert "Chainda Health Post" not in page, name


def test_somebody_elses_workplace_is_refused(
    amina: User, chiara: User, as_user: Callable[[User], Client]
) -> None:
    hers = chiara.memberships.get()
    client = as_user(amina)

    answer = client.post(reverse("accounts:workplace"), {"membership": hers.pk})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert "Kasisi" not in client.get("/").content.decode()


@pytest.mark.parametrize("typed", ["", "x", "9" * 400, "\x00", "1 OR 1=1", "-1"])
def test_a_workplace_that_is_none_is_refused_kindly(
    amina: User, other_facility: Facility, as_user: Callable[[User], Client], typed: str
) -> None:
    join(amina, other_facility)

    answer = as_user(amina).post(reverse("accounts:workplace"), {"membership": typed})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


def test_a_membership_that_ended_gives_no_rights(amina: User, as_user: Callable[[User], Client]) -> None:
    client = as_user(amina)
    assert client.get(reverse("patients:search")).status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    amina.memberships.update(valid=DateRange(date(2020, 1, 1), yesterday))

    assert client.get(reverse("patients:search")).status_code == 403


def test_a_membership_that_has_not_begun_gives_no_rights(
    amina: User, as_user: Callable[[User], Client]
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    amina.memberships.update(valid=DateRange(tomorrow, None))

    assert as_user(amina).get(reverse("patients:search")).status_code == 403


@pytest.mark.parametrize(
    ("role", "at_facility"), [(Role.MIDWIFE, False), (Role.AUDITOR, True), (Role.SYSTEM_ADMINISTRATOR, True)]
)
def test_the_database_refuses_a_role_at_the_wrong_place(
    amina: User, facility: Facility, role: Role, at_facility: bool
) -> None:
    amina.memberships.all().delete()

    with pytest.raises(IntegrityError, match="membership_place_fits_role"), transaction.atomic():
        join(amina, facility if at_facility else None, role)


def test_the_database_refuses_the_same_membership_twice_at_a_time(amina: User, facility: Facility) -> None:
    with pytest.raises(IntegrityError, match="membership_once_per_facility"), transaction.atomic():
        join(amina, facility, Role.REGISTRATION_CLERK)


def test_the_database_refuses_a_superuser(amina: User) -> None:
    amina.is_superuser = True

    with pytest.raises(IntegrityError, match="user_no_superuser"), transaction.atomic():
        amina.save()


def test_a_user_name_is_one_in_any_case(amina: User) -> None:
    with pytest.raises(IntegrityError, match="user_username_any_case"), transaction.atomic():
        User.objects.create_user(username="AMINA", password=None, name="Another")
