from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Commands, checks and pages that cross apps."""

    name = "smartcare.ops"
    label = "ops"
