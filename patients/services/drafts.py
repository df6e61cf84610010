"""Keeping a registration that is not finished."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.policies import PATIENTS_REGISTER
from audit.acts import act
from audit.context import Actor
from patients.exceptions import PatientNotFound
from patients.models import RegistrationDraft
from patients.policies import check

KEPT = timedelta(days=7)


@act("registration.start")
def start_draft(*, by: Actor, answers: dict[str, Any] | None = None, reason: str = "") -> RegistrationDraft:
    """Begin a registration at the facility where the actor works. Takes: answers by step. Raises: NotAllowed."""
    facility_id = check(by, PATIENTS_REGISTER)
    now = timezone.now()
    return RegistrationDraft.objects.create(
        actor_id=by.id,
        facility_id=facility_id,
        answers=answers or {},
        started_at=now,
        saved_at=now,
        expires_at=now + KEPT,
    )


@act("registration.save_step")
def save_step(
    *, by: Actor, draft_id: UUID, step: str, answers: dict[str, Any], reason: str = ""
) -> RegistrationDraft:
    """Keep what was typed in one step, right or not. Raises: NotAllowed; PatientNotFound when the draft is gone or finished."""
    draft = _own(by, draft_id)
    draft.answers = {**draft.answers, step: answers}
    draft.saved_at = timezone.now()
    draft.expires_at = draft.saved_at + KEPT
    draft.save(update_fields=["answers", "saved_at", "expires_at"])
    return draft


@act("registration.discard")
def discard_draft(*, by: Actor, draft_id: UUID, reason: str = "") -> None:
    """Throw an unfinished registration away. Raises: NotAllowed, PatientNotFound."""
    _own(by, draft_id).delete()


@act("registration.expire")
def expire_drafts(*, by: Actor, reason: str = "") -> int:
    """Delete drafts whose time is over, everywhere. Gives: how many."""
    deleted, _ = RegistrationDraft.objects.filter(expires_at__lte=timezone.now()).delete()
    return deleted


def _own(by: Actor, draft_id: UUID) -> RegistrationDraft:
    facility_id = check(by, PATIENTS_REGISTER)
    draft = (
        RegistrationDraft.objects.select_for_update(of=("self",))
        .filter(
            pk=draft_id,
            actor_id=by.id,
            facility_id=facility_id,
            patient__isnull=True,
            expires_at__gt=timezone.now(),
        )
        .first()
    )
    if draft is None:
        raise PatientNotFound
    return draft
