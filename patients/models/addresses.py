"""Where she lives, each address for a period."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from audit.history import history_records
from facilities.models import District
from patients.enums import AddressUse
from patients.models.core import Patient
from patients.models.owned import PatientOwned, current_rank
from smartcare.db.fields import NativeEnumField


class PatientAddress(PatientOwned):
    """An address during `valid` (days, the last one excluded). Texts are kept to the letter; the database refuses overlaps of one use."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="addresses", db_index=False)
    use = NativeEnumField(enum=AddressUse, type_name="address_use", default=AddressUse.HOME)
    house_number = models.TextField(null=True)
    road_street = models.TextField(null=True)
    area = models.TextField(null=True)
    city_town_village = models.TextField(null=True)
    landmarks = models.TextField(null=True)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    valid = DateRangeField()
    rank = models.GeneratedField(
        expression=current_rank(), output_field=models.IntegerField(), db_persist=True
    )

    history = history_records("patient_address_history", excluded=["rank"])

    class Meta:
        db_table = "patient_address"
        constraints = [
            ExclusionConstraint(
                name="patient_address_one_of_a_use_at_a_time",
                expressions=[
                    ("patient", RangeOperators.EQUAL),
                    ("use", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.UniqueConstraint(name="patient_address_one_current", fields=["patient", "use", "rank"]),
            models.CheckConstraint(name="patient_address_period", condition=Q(valid__isempty=False)),
        ]

    def __str__(self) -> str:
        return str(self.id)
