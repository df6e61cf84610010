from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    """Provinces, districts and facilities: the Master Facility List."""

    name = "facilities"
    verbose_name = "Facilities"
