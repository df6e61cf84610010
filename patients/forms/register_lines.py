"""Unfinished registrations as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patients.forms.register import STEPS, typed_name
from patients.models import RegistrationDraft


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A registration that is not finished.

    `name` is "" while none was typed; `is_begun` says that the first step was sent, so that there is something to check.
    """

    draft_id: UUID
    name: str
    saved_at: datetime
    expires_at: datetime
    is_begun: bool


def draft_lines(drafts: Iterable[RegistrationDraft]) -> list[DraftLine]:
    """Lines for a list. Takes: one's own drafts."""
    return [
        DraftLine(one.pk, typed_name(one.answers), one.saved_at, one.expires_at, STEPS[0].slug in one.answers)
        for one in drafts
    ]
