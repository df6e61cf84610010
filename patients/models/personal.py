"""Language, birthplace, belief, schooling and work."""

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact

from patients.enums import MaritalStatus
from patients.models.core import Patient
from patients.models.owned import PatientOwned
from smartcare.db.fields import NativeEnumField


def marital_to_mend() -> Q:
    """Which rows hold a text for marital status that nobody could read; the queue asks with the words of its index."""
    said_none = Func(
        F("marital_status_given"), function="smartcare_said_none", output_field=models.BooleanField()
    )
    return Q(Exact(said_none, False), marital_status__isnull=True, marital_status_given__isnull=False)


class PatientPersonal(PatientOwned):
    """What else she told us, to the letter. NULL means not asked, an empty text that nothing was written."""

    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, related_name="personal_rows", db_index=False
    )
    marital_status = NativeEnumField(enum=MaritalStatus, type_name="marital_status", null=True)
    marital_status_given = models.TextField(null=True)
    home_language = models.TextField(null=True)
    other_home_language = models.TextField(null=True)
    is_born_in_zambia = models.BooleanField(null=True)
    province_of_birth = models.TextField(null=True)
    district_of_birth = models.TextField(null=True)
    birth_place = models.TextField(null=True)
    religious_category = models.TextField(null=True)
    religious_denomination = models.TextField(null=True)
    other_religious_denomination = models.TextField(null=True)
    education_level = models.TextField(null=True)
    other_education_level = models.TextField(null=True)
    occupation = models.TextField(null=True)
    other_occupation = models.TextField(null=True)

    class Meta:
        db_table = "patient_personal"
        constraints = [models.UniqueConstraint(name="patient_personal_one", fields=["patient"])]
        indexes = [
            models.Index(
                name="patient_personal_to_mend", fields=["patient", "id"], condition=marital_to_mend()
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
