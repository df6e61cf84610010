from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what to whom: the context of every write, and what the database refuses without it."""

    name = "audit"
