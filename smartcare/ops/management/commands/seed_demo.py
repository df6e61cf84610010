"""`manage.py seed_demo`: invented places, people and records, for `make run` and for learning. Never outside the demo."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from audit.context import Actor
from facilities.models import Facility
from patients.models import Patient, PatientFamily
from smartcare.ops.demo.people import seed_people
from smartcare.ops.demo.staff import actor, seed_staff

DEMO = Path(__file__).resolve().parents[2] / "demo"
HOME, ELSEWHERE = "90010001", "90010002"
SEEDER = Actor(id="seed_demo", name="Demo data", role="program")


class Command(BaseCommand):
    help = "Fill an empty database with invented data. Refuses outside the demo; a second run adds nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SMARTCARE_DEMO:
            raise CommandError(
                "Demo data are for the demo only (make run, or SMARTCARE_DEMO=1 in development)."
            )
        call_command("import_facilities", str(DEMO / "facilities.csv"), stdout=StringIO())
        home, elsewhere = (Facility.objects.get(mfl_code=code) for code in (HOME, ELSEWHERE))
        seed_staff(by=SEEDER, home=home, elsewhere=elsewhere, reason="demo")
        # The last thing that is written: until then a killed start left half a demo, and this run goes on with it.
        if PatientFamily.objects.filter(relative__isnull=False).exists():
            self.stdout.write("The demo data are there already.")
            return
        self._load_legacy()
        seed_people(actor("clerk"), actor("elsewhere"))
        self.stdout.write(f"Demo data: {Patient.objects.count()} invented patients.")

    def _load_legacy(self) -> None:
        """A few rows of an old table with its faults, so that there is something to mend."""
        if not self._has_legacy_rows():
            call_command("legacy_load", str(DEMO / "legacy.csv"), stdout=StringIO())
        call_command("legacy_migrate", stdout=StringIO())

    def _has_legacy_rows(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('patients') IS NOT NULL")
            return bool((cursor.fetchone() or (False,))[0])
