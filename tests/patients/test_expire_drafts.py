"""Unfinished registrations go when their time is over."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from audit.acts import act
from audit.context import Actor
from patients.models import RegistrationDraft
from patients.services.drafts import start_draft


@act("test.age")
def age_draft(*, by: Actor, draft: RegistrationDraft) -> None:
    draft.expires_at = timezone.now() - timedelta(seconds=1)
    draft.save()


@pytest.mark.django_db
def test_expired_drafts_are_deleted_and_others_stay(clerk: User) -> None:
    old, kept = start_draft(by=clerk.actor), start_draft(by=clerk.actor)
    age_draft(by=clerk.actor, draft=old)
    out = StringIO()

    call_command("expire_drafts", stdout=out)

    assert out.getvalue() == "1 expired drafts deleted.\n"
    assert list(RegistrationDraft.objects.values_list("pk", flat=True)) == [kept.pk]
