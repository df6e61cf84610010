"""Language, birthplace, belief, schooling and work."""

from django.db import models

from patients.enums import MaritalStatus
from patients.models.core import Patient
from patients.models.owned import PatientOwned
from smartcare.db.fields import NativeEnumField


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

    def __str__(self) -> str:
        return str(self.id)
