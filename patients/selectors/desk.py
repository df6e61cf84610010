"""What the people at one facility see on their first page."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from audit.context import Actor
from patients.models import Patient, RecentPatient, RegistrationDraft


@dataclass(frozen=True, slots=True)
class Today:
    """What the facility did today: how many were registered, how many records changed, and the newest of the registered."""

    registered: int
    changed: int
    newest: list[Patient]


def today_at(asker: Actor, *, newest: int = 10) -> Today:
    """Today's work where the asker works. Takes: how many of the newest to give."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    tomorrow = midnight + timedelta(days=1)
    here = Patient.objects.kept_at(asker)
    registered = here.filter(registered_at__gte=midnight, registered_at__lt=tomorrow)
    changed = here.filter(updated_at__gte=midnight, updated_at__lt=tomorrow).exclude(
        registered_at__gte=midnight, registered_at__lt=tomorrow
    )
    return Today(
        registered.count(), changed.count(), list(registered.order_by("-registered_at", "-pk")[:newest])
    )


def recent_patients(asker: Actor, *, limit: int = 10) -> list[Patient]:
    """The records that the asker opened last and may still see, newest first."""
    recents = (
        RecentPatient.objects.filter(actor_id=asker.id, patient__in=Patient.objects.kept_at(asker))
        .select_related("patient")
        .order_by("-opened_at", "-pk")[:limit]
    )
    return [recent.patient for recent in recents]


def drafts_of(asker: Actor) -> list[RegistrationDraft]:
    """Her own unfinished registrations at this facility, last saved first."""
    if asker.facility_id is None:
        return []
    return list(
        RegistrationDraft.objects.filter(
            actor_id=asker.id,
            facility_id=asker.facility_id,
            patient__isnull=True,
            expires_at__gt=timezone.now(),
        ).order_by("-saved_at", "-pk")
    )
