from django.apps import AppConfig


class PatientsConfig(AppConfig):
    """The person: identity, identifiers, contacts, addresses, family, personal, and the legacy table."""

    name = "patients"
    verbose_name = "Patients"

    def ready(self) -> None:
        """Tell the audit what only patients know."""
        from audit.signals import add_rule
        from patients.audit_rules import OWN_RECORD

        add_rule(OWN_RECORD)
