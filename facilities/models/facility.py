"""A health facility of the Master Facility List."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from facilities.enums import FacilityType, OperationStatus, Ownership, Setting
from facilities.models.area import District
from smartcare.db.fields import NativeEnumField


class Facility(models.Model):
    """A place of care. Exactly one row, `is_unknown`, stands for places that could not be matched.

    `list_row` keeps the row of the list as it was given; further rows about the same facility stand under its
    key `also_listed`. The district is never derived from the code: districts were split and the codes stayed.
    """

    name = models.TextField()
    name_key = models.GeneratedField(
        expression=Func(F("name"), function="smartcare_facility_key"),
        output_field=models.TextField(),
        db_persist=True,
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="facilities"
    )
    mfl_code = models.TextField(unique=True, null=True, blank=True, help_text="Eight digits.")
    dhis2_uid = models.TextField(unique=True, null=True, blank=True)
    smartcare_id = models.TextField(unique=True, null=True, blank=True)
    ihris_id = models.TextField(null=True, blank=True)
    facility_type = NativeEnumField(
        enum=FacilityType, type_name="facility_type", default=FacilityType.UNKNOWN
    )
    ownership = NativeEnumField(enum=Ownership, type_name="facility_ownership", default=Ownership.UNKNOWN)
    setting = NativeEnumField(enum=Setting, type_name="facility_setting", default=Setting.UNKNOWN)
    operation_status = NativeEnumField(
        enum=OperationStatus, type_name="facility_status", default=OperationStatus.UNKNOWN
    )
    longitude_deg = models.DecimalField(max_digits=12, decimal_places=9, null=True, blank=True)
    latitude_deg = models.DecimalField(max_digits=12, decimal_places=9, null=True, blank=True)
    catchment_head_count = models.PositiveIntegerField(null=True, blank=True)
    catchment_cso_count = models.PositiveIntegerField(null=True, blank=True)
    is_unknown = models.BooleanField(default=False, editable=False)
    list_row = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "facilities_facility"
        verbose_name_plural = "facilities"
        constraints = [
            models.CheckConstraint(
                name="facility_mfl_code_eight_digits",
                condition=Q(mfl_code__isnull=True) | Q(mfl_code__regex=r"^\d{8}$"),
                violation_error_message=_("The MFL code has eight digits."),
            ),
            models.UniqueConstraint(
                name="facility_one_unknown",
                fields=["is_unknown"],
                condition=Q(is_unknown=True),
                violation_error_message=_("One facility stands for unknown places already."),
            ),
            models.CheckConstraint(
                name="facility_coordinates_in_zambia",
                condition=Q(longitude_deg__isnull=True, latitude_deg__isnull=True)
                | Q(longitude_deg__range=(21, 34), latitude_deg__range=(-19, -8)),
                violation_error_message=_(
                    "Give both coordinates or none. In Zambia the longitude is 21 to 34, the latitude -19 to -8."
                ),
            ),
            models.CheckConstraint(
                name="facility_has_district",
                condition=Q(is_unknown=True) | Q(district__isnull=False),
                violation_error_message=_("Choose the district."),
            ),
        ]
        indexes = [
            GinIndex(fields=["name_key"], name="facility_name_key_trgm", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["name_key"], name="facility_name_key"),
        ]

    def __str__(self) -> str:
        return self.name
