"""Users and their memberships: who may sign in, with which role, where and when."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now, TruncDate
from django.utils.translation import gettext_lazy as _

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
            models.UniqueConstraint(
                Lower("username"),
                name="user_username_any_case",
                violation_error_message=_("Somebody has this user name already, capitals or not."),
            ),
            models.CheckConstraint(
                name="user_no_superuser",
                condition=Q(is_superuser=False),
                violation_error_message=_("Nobody may do everything: give her a membership instead."),
            ),
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
                violation_error_message=_("A country-wide role has no facility; every other role has one."),
            ),
            models.CheckConstraint(
                name="membership_period",
                condition=Q(valid__isempty=False),
                violation_error_message=_("The last day must come after the first."),
            ),
            ExclusionConstraint(
                name="membership_once_per_facility",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("facility", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("She has a role at this facility already in that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
