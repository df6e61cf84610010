"""Clinical tables on the administrators' site: keys, dates, facility and version, nothing about a person."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from audit.enums import Action
from audit.reads import note
from facilities.admin_base import LookOnlyAdmin, actor_of
from patients.models import (
    Patient,
    PatientAddress,
    PatientContact,
    PatientFamily,
    PatientIdentifier,
    PatientPersonal,
)

HISTORIES = ("HistoricalPatientContact", "HistoricalPatientAddress")


class NotedAdmin(LookOnlyAdmin):
    """Notes each patient whose key is shown, before it is."""

    patient_key = "patient_id"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        answer = super().changelist_view(request, extra_context)
        if isinstance(answer, TemplateResponse) and answer.context_data and "cl" in answer.context_data:
            shown = [getattr(row, self.patient_key) for row in answer.context_data["cl"].result_list]
            note(Action.LISTED, by=actor_of(request), what=f"admin.{self.opts.model_name}", patients=shown)
        return answer

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            shown = [getattr(found, self.patient_key)]
            note(Action.READ, by=actor_of(request), what=f"admin.{self.opts.model_name}", patients=shown)
        return found


@admin.register(Patient)
class PatientAdmin(NotedAdmin):
    """One line per record, without the person."""

    shown = ("id", "legacy_id", "facility", "registered_at", "updated_at", "version")
    patient_key = "pk"
    list_select_related = ("facility",)
    ordering = ("-id",)


class OwnedAdmin(NotedAdmin):
    """A row that belongs to a patient, named by keys."""

    shown: tuple[str, ...] = ("id", "patient_id", "updated_at", "version")
    ordering = ("-id",)


@admin.register(PatientIdentifier, PatientFamily, PatientPersonal)
class StandingAdmin(OwnedAdmin):
    """Rows without a period."""


@admin.register(PatientContact, PatientAddress)
class DatedAdmin(OwnedAdmin):
    """Rows with a period."""

    shown = ("id", "patient_id", "valid", "updated_at", "version")


class HistoryAdmin(NotedAdmin):
    """When a row changed, by key."""

    shown = ("history_id", "id", "patient_id", "version", "valid", "history_date", "history_type")
    ordering = ("-history_id",)


for history in HISTORIES:
    admin.site.register(apps.get_model("patients", history), HistoryAdmin)
