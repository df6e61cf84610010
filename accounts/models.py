"""Users and their memberships: who may sign in, with which role, where and when."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now, TruncDate

from accounts.enums import COUNTRY_WIDE, Role
from facilities.models import Facility
from smartcare.db.fields import NativeEnumField


class User(AbstractUser):
    """A person who signs in. What she may do comes from her memberships, never from flags on this row."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.TextField(help_text="As colleagues know her.")

    REQUIRED_FIELDS = ["name"]

    class Meta:
        db_table = "accounts_user"
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_any_case"),
            models.CheckConstraint(name="user_no_superuser", condition=Q(is_superuser=False)),
        ]

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Memberships whose dates include today."""
        return self.filter(valid__contains=TruncDate(Now()))


class Membership(models.Model):
    """A role for a period: at one facility, or country-wide for auditors, officers and system administrators."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = NativeEnumField(enum=Role, type_name="staff_role")
    valid = DateRangeField(help_text="From the first day; the last day is excluded, and open when empty.")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        db_table = "accounts_membership"
        constraints = [
            models.CheckConstraint(
                name="membership_place_fits_role",
                condition=Q(role__in=sorted(COUNTRY_WIDE), facility__isnull=True)
                | (~Q(role__in=sorted(COUNTRY_WIDE)) & Q(facility__isnull=False)),
            ),
            models.CheckConstraint(name="membership_period", condition=Q(valid__isempty=False)),
            ExclusionConstraint(
                name="membership_once_per_facility",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("facility", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
