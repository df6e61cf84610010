"""Numbers that name her: NRC, NUPIN, ART number and others."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

from facilities.models import Facility
from patients.enums import IdentifierSystem, TextState
from patients.models.core import Patient
from patients.models.owned import PatientOwned
from smartcare.db.fields import NativeEnumField


class PatientIdentifier(PatientOwned):
    """One number in one system. `rank` 0 is the one in use; `value` is NULL while the text as given can't be understood."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="identifiers", db_index=False)
    system = NativeEnumField(enum=IdentifierSystem, type_name="identifier_system")
    rank = models.PositiveSmallIntegerField(default=0)
    value = models.TextField(null=True)
    value_given = models.TextField(null=True)
    state = NativeEnumField(enum=TextState, type_name="text_state", default=TextState.OK)
    shared_because = models.TextField(
        null=True,
        help_text="Why it is right that another patient has this number too; NULL until somebody said so.",
    )
    may_be_shared = models.BooleanField(
        db_default=False,
        help_text="Whether another patient had this NRC or NUPIN too when one of both was written; the database sets it.",
    )
    search_key = models.GeneratedField(
        expression=Func(
            Coalesce(F("value"), F("value_given")),
            template="lower(regexp_replace(%(expressions)s, '[^a-zA-Z0-9]', '', 'g'))",
            output_field=models.TextField(),
        ),
        output_field=models.TextField(null=True),
        db_persist=True,
    )

    class Meta:
        db_table = "patient_identifiers"
        constraints = [
            models.UniqueConstraint(
                name="patient_identifier_one_per_rank", fields=["patient", "system", "rank"]
            ),
            models.CheckConstraint(
                name="patient_identifier_value_fits_state",
                condition=Q(state=TextState.OK, value__isnull=False)
                | (~Q(state=TextState.OK) & Q(value__isnull=True)),
            ),
            models.CheckConstraint(
                name="patient_identifier_nrc_form",
                condition=~Q(system=IdentifierSystem.NRC)
                | Q(value__isnull=True)
                | Q(value__regex=r"^\d{6}/\d{2}/[123]$"),
            ),
        ]
        indexes = [
            GinIndex(fields=["search_key"], name="patient_identifier_key_trgm", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["system", "value"], name="patient_identifier_value"),
            models.Index(
                name="patient_identifier_to_mend",
                fields=["system", "patient", "id"],
                condition=Q(state=TextState.TO_MEND, rank=0),
            ),
            models.Index(
                name="patient_identifier_shared",
                fields=["system", "patient", "id"],
                condition=Q(may_be_shared=True, rank=0, shared_because__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class IdentifierRegistry(models.Model):
    """Which patient a number of ours belongs to, unique in the whole country: the one place where uniqueness is held.

    Patient tables can't hold it, for each of their keys contains the patient (design: beyond one machine).
    """

    pk = models.CompositePrimaryKey("system", "value")
    system = NativeEnumField(enum=IdentifierSystem, type_name="identifier_system")
    value = models.TextField()
    patient = models.ForeignKey(Patient, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    is_issued = models.BooleanField(
        db_default=False, help_text="Whether SmartCare gave it out: such a number is never given back."
    )

    class Meta:
        db_table = "patient_identifier_registry"

    def __str__(self) -> str:
        return str(self.pk)


class NupinSerial(models.Model):
    """The last NUPIN serial given at a facility. Its row is locked while one is given, so serials have no gap and no twin."""

    facility = models.OneToOneField(Facility, on_delete=models.PROTECT, primary_key=True, related_name="+")
    last_serial = models.PositiveIntegerField()

    class Meta:
        db_table = "patient_nupin_serial"
        constraints = [
            models.CheckConstraint(name="nupin_serial_five_digits", condition=Q(last_serial__lte=99999))
        ]

    def __str__(self) -> str:
        return f"{self.facility_id}: {self.last_serial}"
