from django.apps import AppConfig


class PatientsConfig(AppConfig):
    """The person: identity, identifiers, contacts, addresses, family, personal, and the legacy table."""

    name = "patients"
    verbose_name = "Patients"
