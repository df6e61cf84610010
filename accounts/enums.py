"""Roles of the people who sign in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    REGISTRATION_CLERK = "registration_clerk", _("Registration clerk")
    MIDWIFE = "midwife", _("Midwife or nurse")
    CLINICAL_OFFICER = "clinical_officer", _("Clinical officer")
    FACILITY_ADMINISTRATOR = "facility_administrator", _("Facility administrator")
    AUDITOR = "auditor", _("Auditor")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")


COUNTRY_WIDE = frozenset({Role.AUDITOR, Role.DATA_PROTECTION_OFFICER, Role.SYSTEM_ADMINISTRATOR})
