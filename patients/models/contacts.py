"""Phones and e-mail addresses, each for a period."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

from audit.history import history_records
from patients.enums import ContactKind, PhoneOwner, TextState
from patients.models.core import Patient
from patients.models.owned import PatientOwned, current_rank
from smartcare.db.fields import NativeEnumField


class PatientContact(PatientOwned):
    """A way to reach her during `valid` (days, the last one excluded). The database refuses two of a kind at one time."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="contacts", db_index=False)
    kind = NativeEnumField(enum=ContactKind, type_name="contact_kind")
    value = models.TextField(null=True, help_text="E.164 for phones.")
    value_given = models.TextField(null=True)
    state = NativeEnumField(enum=TextState, type_name="text_state", default=TextState.OK)
    owner = NativeEnumField(enum=PhoneOwner, type_name="phone_owner", default=PhoneOwner.UNKNOWN)
    owner_name = models.TextField(default="", blank=True)
    is_primary = models.BooleanField(default=False)
    valid = DateRangeField()
    rank = models.GeneratedField(
        expression=current_rank(), output_field=models.IntegerField(), db_persist=True
    )
    digits = models.GeneratedField(
        expression=Func(
            Coalesce(F("value"), F("value_given")),
            template="regexp_replace(%(expressions)s, '[^0-9]', '', 'g')",
            output_field=models.TextField(),
        ),
        output_field=models.TextField(null=True),
        db_persist=True,
    )

    history = history_records("patient_contacts_history", excluded=["rank", "digits"])

    class Meta:
        db_table = "patient_contacts"
        constraints = [
            ExclusionConstraint(
                name="patient_contact_one_of_a_kind_at_a_time",
                expressions=[
                    ("patient", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="patient_contact_one_primary_at_a_time",
                expressions=[("patient", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(is_primary=True),
            ),
            models.UniqueConstraint(name="patient_contact_one_current", fields=["patient", "kind", "rank"]),
            models.CheckConstraint(name="patient_contact_period", condition=Q(valid__isempty=False)),
            models.CheckConstraint(
                name="patient_contact_value_fits_state",
                condition=Q(state=TextState.OK, value__isnull=False)
                | (~Q(state=TextState.OK) & Q(value__isnull=True)),
            ),
            models.CheckConstraint(
                name="patient_contact_primary_is_usable",
                condition=Q(is_primary=False) | Q(state=TextState.OK),
            ),
            models.CheckConstraint(
                name="patient_contact_phone_form",
                condition=Q(kind=ContactKind.EMAIL)
                | Q(value__isnull=True)
                | Q(value__regex=r"^\+[1-9]\d{6,14}$"),
            ),
        ]
        indexes = [
            GinIndex(fields=["digits"], name="patient_contact_digits_trgm", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["value"], name="patient_contact_value"),
            models.Index(
                name="patient_contact_to_mend",
                fields=["kind", "patient", "id"],
                condition=Q(state=TextState.TO_MEND, valid__upper_inf=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
