"""Provinces, districts and facilities on the administrators' site."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from facilities.admin_base import KeptAdmin, KeptInline
from facilities.models import District, DistrictProvince, Facility, Province


@admin.register(Province)
class ProvinceAdmin(KeptAdmin):
    """The ten provinces."""

    list_display = ("name", "other_names")
    ordering = ("name",)


class DistrictProvinceInline(KeptInline):
    """The province of a district, with dates: a move ends one row and begins the next."""

    model = DistrictProvince
    verbose_name_plural = _("provinces, with dates")


@admin.register(District)
class DistrictAdmin(KeptAdmin):
    """The 116 districts."""

    list_display = ("name", "province_today", "other_names")
    search_fields = ("name", "other_names")
    ordering = ("name",)
    inlines = (DistrictProvinceInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("provinces__province")

    @admin.display(description=_("province today"))
    def province_today(self, district: District) -> str:
        """The province of the open period."""
        return ", ".join(row.province.name for row in district.provinces.all() if row.valid.upper_inf)


@admin.register(Facility)
class FacilityAdmin(KeptAdmin):
    """The facilities. The one that stands for unknown places is shown and can't be changed."""

    list_display = ("name", "district", "facility_type", "mfl_code", "dhis2_uid", "operation_status")
    list_filter = ("facility_type", "ownership", "setting", "operation_status", "district")
    list_select_related = ("district",)
    search_fields = ("name", "mfl_code", "dhis2_uid", "smartcare_id", "district__name")
    ordering = ("name", "pk")
    autocomplete_fields = ("district",)
    exclude = ("is_unknown", "list_row")
    readonly_fields = ("row_of_the_list",)

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Only the facility that stands for unknown places has no district, and it is never edited here."""
        if db_field.name == "district":
            kwargs |= {"required": True, "error_messages": {"required": _("Choose the district.")}}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if isinstance(obj, Facility) and obj.is_unknown:
            return False
        return super().has_change_permission(request, obj)

    @admin.display(description=_("row of the list, as given"))
    def row_of_the_list(self, facility: Facility) -> str:
        """What the Master Facility List says of it, to the letter."""
        if not facility.list_row:
            return "-"
        return format_html("<pre>{}</pre>", json.dumps(facility.list_row, indent=2, ensure_ascii=False))
