"""Her family: a patient of ours, or a person described."""

from django.db import models
from django.db.models import F, Q

from patients.enums import FamilyRelation, TextState
from patients.models.core import Patient
from patients.models.owned import PatientOwned
from smartcare.db.fields import NativeEnumField


class PatientFamily(PatientOwned):
    """The relative is `relation` to the patient. Seen from `relative_id` the same row is the converse: child, ward or spouse.

    `relative_id` carries no foreign key: a row that joins two patients is stored with one of them (design: beyond one machine).
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="family", db_index=False)
    relation = NativeEnumField(enum=FamilyRelation, type_name="family_relation")
    rank = models.PositiveSmallIntegerField(default=0)
    relative = models.ForeignKey(
        Patient, on_delete=models.DO_NOTHING, null=True, related_name="family_of", db_constraint=False
    )
    first_name = models.TextField(null=True)
    surname = models.TextField(null=True)
    is_deceased = models.BooleanField(null=True)
    nrc = models.TextField(null=True)
    nrc_given = models.TextField(null=True)
    nrc_state = NativeEnumField(enum=TextState, type_name="text_state", default=TextState.OK)
    napsa_pspf = models.TextField(null=True)
    nationality = models.TextField(null=True)
    relationship = models.TextField(null=True, help_text="Of a guardian: aunt, grandmother, …")
    phone = models.TextField(null=True)

    class Meta:
        db_table = "patient_family"
        constraints = [
            models.UniqueConstraint(
                name="patient_family_one_per_rank", fields=["patient", "relation", "rank"]
            ),
            models.CheckConstraint(
                name="patient_family_not_herself",
                condition=Q(relative__isnull=True) | ~Q(relative=F("patient")),
            ),
            models.CheckConstraint(
                name="patient_family_nrc_form",
                condition=Q(nrc__isnull=True) | Q(nrc__regex=r"^\d{6}/\d{2}/[123]$"),
            ),
        ]
        indexes = [
            models.Index(
                name="patient_family_to_mend",
                fields=["patient", "id"],
                condition=Q(nrc_state=TextState.TO_MEND),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
