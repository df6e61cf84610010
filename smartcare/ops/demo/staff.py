"""The people who sign in to the demo."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.selectors import actor_for
from audit.acts import act
from audit.context import Actor
from facilities.models import Facility

PASSWORD = "smartcare-demo"  # noqa: S105 - the demo's, written on its front page

AT_HOME = {
    "clerk": ("Clara Tembo", Role.REGISTRATION_CLERK),
    "midwife": ("Amina Phiri", Role.MIDWIFE),
    "officer": ("Bela Zulu", Role.CLINICAL_OFFICER),
    "manager": ("Moses Mumba", Role.FACILITY_ADMINISTRATOR),
}
ELSEWHERE = {"elsewhere": ("Chiara Lungu", Role.MIDWIFE)}
COUNTRY_WIDE = {
    "auditor": ("Dario Sakala", Role.AUDITOR),
    "dpo": ("Dora Mwila", Role.DATA_PROTECTION_OFFICER),
    "admin": ("Saul Banda", Role.SYSTEM_ADMINISTRATOR),
}


@act("demo.staff")
def seed_staff(*, by: Actor, home: Facility, elsewhere: Facility, reason: str = "") -> None:
    """Make the demo's accounts that are not there yet."""
    for people, place in ((AT_HOME, home), (ELSEWHERE, elsewhere), (COUNTRY_WIDE, None)):
        for username, (name, role) in people.items():
            if not User.objects.filter(username=username).exists():
                user = User.objects.create_user(username=username, password=PASSWORD, name=name)
                Membership.objects.create(
                    user=user, facility=place, role=role, valid=DateRange(date(2024, 1, 1), None)
                )


def actor(username: str) -> Actor:
    """One of the demo's people as an actor. Takes: her user name."""
    user = User.objects.get(username=username)
    return actor_for(user, user.memberships.select_related("facility").get())
