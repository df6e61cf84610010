from django.apps import AppConfig


class GroundConfig(AppConfig):
    """The ground floor: roles, extensions, SQL files, native enums."""

    name = "smartcare.db"
    label = "ground"
