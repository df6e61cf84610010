"""What every table that a patient owns has in common."""

from typing import Any

from django.db import models
from django.db.models import F, Func
from uuid_utils.compat import uuid7

from patients.models.core import Patient


class PatientOwned(models.Model):
    """A row that belongs to one patient and goes where she goes.

    The database's primary key is `(patient_id, id)` (`OwnedKey`), so that tables can be distributed by patient. `version` grows
    with each change: an edit names the version it saw.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.TextField(help_text="The actor's id, as a value.")

    class Meta:
        abstract = True

    def _do_update(self, base_qs: Any, *args: Any, **kwargs: Any) -> Any:
        """Name the patient in every UPDATE: it goes to one node, and never moves a row to another patient."""
        return super()._do_update(base_qs.filter(patient_id=self.patient_id), *args, **kwargs)


def current_rank() -> Func:
    """0 for the open period, else the day the period ended: unique per patient and kind, because periods do not overlap.

    A full unique index over it lets PostgreSQL drop unused joins of the legacy view, which a partial one does not.
    """
    return Func(
        F("valid"),
        template="(CASE WHEN upper_inf(%(expressions)s) THEN 0 ELSE upper(%(expressions)s) - DATE '1900-01-01' END)",
        output_field=models.IntegerField(),
    )
