"""Clinical tables on the administrators' site: keys, dates, facility and version, nothing about a person."""

from django.apps import apps
from django.contrib import admin

from facilities.admin_base import LookOnlyAdmin
from patients.models import (
    Patient,
    PatientAddress,
    PatientContact,
    PatientFamily,
    PatientIdentifier,
    PatientPersonal,
)

HISTORIES = ("HistoricalPatientContact", "HistoricalPatientAddress")


@admin.register(Patient)
class PatientAdmin(LookOnlyAdmin):
    """One line per record, without the person."""

    shown = ("id", "legacy_id", "facility", "registered_at", "updated_at", "version")
    list_select_related = ("facility",)
    ordering = ("-id",)


class OwnedAdmin(LookOnlyAdmin):
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


class HistoryAdmin(LookOnlyAdmin):
    """When a row changed, by key."""

    shown = ("history_id", "id", "patient_id", "version", "valid", "history_date", "history_type")
    ordering = ("-history_id",)


for history in HISTORIES:
    admin.site.register(apps.get_model("patients", history), HistoryAdmin)
