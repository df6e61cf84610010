"""Registrations that are not finished, and the records one opened last."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from facilities.models import Facility
from patients.models.core import Patient
from patients.models.owned import PatientOwned


class RegistrationDraft(models.Model):
    """What was typed so far, by step; kept on the server so that a power cut loses nothing, and gone when it expires.

    `patient_id` is set once, when the draft became a patient: a second press of the button finds it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor_id = models.TextField()
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    patient = models.ForeignKey(
        Patient, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        db_table = "patient_registration_draft"
        constraints = [
            models.UniqueConstraint(name="registration_draft_one_patient", fields=["patient"]),
            models.CheckConstraint(
                name="registration_draft_empty_once_registered",
                condition=Q(patient__isnull=True) | Q(answers={}),
            ),
        ]
        indexes = [models.Index(fields=["actor_id", "expires_at"], name="registration_draft_of_actor")]

    def __str__(self) -> str:
        return str(self.id)


class RecentPatient(PatientOwned):
    """That somebody opened a record, and when last: for her own list of recent patients."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+", db_index=False)
    actor_id = models.TextField()
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "patient_recent"
        constraints = [models.UniqueConstraint(name="patient_recent_once", fields=["patient", "actor_id"])]
        indexes = [models.Index(fields=["actor_id", "-opened_at"], name="patient_recent_of_actor")]

    def __str__(self) -> str:
        return str(self.id)
