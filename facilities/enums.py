"""The closed lists of the Master Facility List, as native ENUM types."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FacilityType(models.TextChoices):
    HEALTH_POST = "health_post", _("Health Post")
    RURAL_HEALTH_CENTRE = "rural_health_centre", _("Rural Health Centre")
    URBAN_HEALTH_CENTRE = "urban_health_centre", _("Urban Health Centre")
    ZONAL_HEALTH_CENTRE = "zonal_health_centre", _("Zonal Health Centre")
    BORDER_HEALTH_POST = "border_health_post", _("Border Health Post")
    HOSPITAL_AFFILIATED_HEALTH_CENTRE = (
        "hospital_affiliated_health_centre",
        _("Hospital Affiliated Health Centre"),
    )
    HOSPITAL_LEVEL_1 = "hospital_level_1", _("Hospital, level 1")
    HOSPITAL_LEVEL_2 = "hospital_level_2", _("Hospital, level 2")
    HOSPITAL_LEVEL_3 = "hospital_level_3", _("Hospital, level 3")
    UNKNOWN = "unknown", _("Not known")


class Ownership(models.TextChoices):
    GOVERNMENT = "government", _("Government")
    PRIVATE = "private", _("Private")
    NGO = "ngo", _("Non-governmental organisation")
    MILITARY = "military", _("Military")
    POLICE = "police", _("Police")
    UNKNOWN = "unknown", _("Not known")


class Setting(models.TextChoices):
    RURAL = "rural", _("Rural")
    URBAN = "urban", _("Urban")
    PERI_URBAN = "peri_urban", _("Peri-urban")
    UNKNOWN = "unknown", _("Not known")


class OperationStatus(models.TextChoices):
    OPERATIONAL = "operational", _("Operational")
    UNDER_CONSTRUCTION = "under_construction", _("Under construction")
    CLOSED = "closed", _("Closed")
    UNKNOWN = "unknown", _("Not known")
