"""`manage.py expire_drafts`: delete registrations that were never finished and whose time is over. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from audit.programs import program_actor
from patients.services.drafts import expire_drafts


class Command(BaseCommand):
    help = "Delete unfinished registrations that have expired. Says how many."

    def handle(self, *args: Any, **options: Any) -> None:
        count = expire_drafts(by=program_actor("expire_drafts"), reason="their time is over")
        self.stdout.write(f"{count} expired drafts deleted.")
