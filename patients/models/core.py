"""The person herself."""

from datetime import date

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat
from uuid_utils.compat import uuid7

from audit.context import Actor
from facilities.models import Facility
from patients.enums import BirthPrecision, Sex
from patients.models.given import GivenDateField, GivenMomentField
from smartcare.db.fields import NativeEnumField


class PatientQuerySet(models.QuerySet["Patient"]):
    def kept_at(self, asker: Actor) -> "PatientQuerySet":
        """Records of the facility where the asker works now; none for somebody who works nowhere."""
        return self.filter(facility_id=asker.facility_id) if asker.facility_id is not None else self.none()


class Patient(models.Model):
    """Who she is. A column `x_given` holds the text as given where it differs from `x`; NULL means that `x` is what was given."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    legacy_id = models.BigIntegerField(
        unique=True, editable=False, db_default=Func(Value("patient_legacy_id_seq"), function="nextval")
    )
    first_name = models.TextField()
    first_name_given = models.TextField(null=True)
    surname = models.TextField()
    surname_given = models.TextField(null=True)
    name_key = models.GeneratedField(
        expression=Func(
            Concat(F("first_name"), Value(" "), F("surname"), output_field=models.TextField()),
            function="smartcare_name_key",
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    sex = NativeEnumField(enum=Sex, type_name="patient_sex")
    sex_given = models.TextField(null=True)
    date_of_birth = models.DateField(null=True)
    date_of_birth_given = GivenDateField(null=True)
    birth_precision = NativeEnumField(enum=BirthPrecision, type_name="birth_precision")
    is_estimated_dob = models.BooleanField(null=True, default=False)
    age_stated_years = models.PositiveSmallIntegerField(null=True)
    age_stated_on = models.DateField(null=True)
    country = models.TextField()
    no_nrc = models.BooleanField(null=True, default=False)
    no_phone = models.BooleanField(default=False)
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+", db_index=False)
    facility_given = models.TextField(null=True)
    registered_at = models.DateTimeField(null=True)
    registered_at_given = GivenMomentField(null=True)
    registered_by = models.TextField(help_text="The actor's id, as a value.")
    updated_at = models.DateTimeField(null=True)
    updated_at_given = GivenMomentField(null=True)
    updated_by = models.TextField()
    version = models.PositiveIntegerField(default=1)

    objects = PatientQuerySet.as_manager()

    class Meta:
        db_table = "patient_core"
        constraints = [
            models.CheckConstraint(
                name="patient_has_a_name",
                condition=~Q(first_name="", surname="") | Q(first_name_given__isnull=False),
            ),
            models.CheckConstraint(
                name="patient_birth_date_fits_precision",
                condition=Q(birth_precision=BirthPrecision.UNKNOWN, date_of_birth__isnull=True)
                | (~Q(birth_precision=BirthPrecision.UNKNOWN) & Q(date_of_birth__isnull=False)),
            ),
            models.CheckConstraint(
                name="patient_born_after_1900",
                condition=Q(date_of_birth__isnull=True) | Q(date_of_birth__gte=date(1900, 1, 1)),
            ),
            models.CheckConstraint(
                name="patient_stated_age_has_a_day",
                condition=Q(age_stated_years__isnull=True, age_stated_on__isnull=True)
                | Q(age_stated_years__lte=110, age_stated_on__isnull=False),
            ),
        ]
        indexes = [
            GinIndex(fields=["name_key"], name="patient_core_name_trgm", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["facility", "-registered_at"], name="patient_core_facility_day"),
            models.Index(fields=["facility", "-updated_at"], name="patient_core_facility_changed"),
            # Alone enough to say who is kept at a facility, and under which text: what waits there is joined with it.
            models.Index(
                name="patient_core_facility_keys", fields=["facility", "id"], include=["facility_given"]
            ),
            models.Index(
                name="patient_core_sex_to_mend",
                fields=["facility", "id"],
                condition=Q(sex=Sex.UNKNOWN, sex_given__isnull=False),
            ),
            models.Index(
                name="patient_core_birth_to_mend",
                fields=["facility", "id"],
                condition=Q(birth_precision=BirthPrecision.UNKNOWN, date_of_birth_given__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
