"""One's own registrations that are not finished."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from audit.context import Actor
from patients.exceptions import PatientNotFound
from patients.models import RegistrationDraft


def own_draft(asker: Actor, draft_id: UUID) -> RegistrationDraft:
    """A draft of the asker at the facility where she works now; a finished one too, with its patient.

    Raises: PatientNotFound for a draft of somebody else, of another facility, thrown away or expired.
    """
    if asker.facility_id is None:
        raise PatientNotFound
    draft = RegistrationDraft.objects.filter(
        Q(patient__isnull=False) | Q(expires_at__gt=timezone.now()),
        pk=draft_id,
        actor_id=asker.id,
        facility_id=asker.facility_id,
    ).first()
    if draft is None:
        raise PatientNotFound
    return draft
