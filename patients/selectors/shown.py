"""What a line about a patient shows, fetched for all lines at once."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from patients.models import Patient


def fetch_shown_parts(patients: Sequence[Patient]) -> None:
    """Put the numbers, contacts and family at hand that `result_row` reads. Takes: patients; four queries for all of them."""
    prefetch_related_objects(patients, "identifiers", "contacts", "family__relative")
