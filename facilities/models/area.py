"""Provinces and districts. Which province a district lies in carries dates, for districts were moved."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Province(models.Model):
    """One of the ten provinces of Zambia."""

    name = models.TextField(unique=True)
    other_names = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        db_table = "facilities_province"

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """One of the 116 districts. `other_names` are spellings met in lists."""

    name = models.TextField(unique=True)
    other_names = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        db_table = "facilities_district"

    def __str__(self) -> str:
        return self.name


class DistrictProvince(models.Model):
    """The province of a district for a period; the open period is today's."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="provinces")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="districts")
    valid = DateRangeField()

    class Meta:
        db_table = "facilities_district_province"
        constraints = [
            ExclusionConstraint(
                name="district_in_one_province",
                expressions=[("district", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message=_("The district lies in a province already in that time."),
            ),
            models.CheckConstraint(
                name="district_province_period",
                condition=Q(valid__isempty=False),
                violation_error_message=_("The last day must come after the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district} in {self.province}"
