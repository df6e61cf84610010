"""Places to choose from when somebody says where she lives or was born."""

from facilities.models import District, Province


def district_choices() -> list[tuple[str, str]]:
    """Every district by name. Gives: key as text and name, for a list to choose from."""
    return [(str(pk), name) for pk, name in District.objects.order_by("name").values_list("pk", "name")]


def district_names() -> list[str]:
    """The names of all districts, in order."""
    return list(District.objects.order_by("name").values_list("name", flat=True))


def province_names() -> list[str]:
    """The names of the ten provinces, in order."""
    return list(Province.objects.order_by("name").values_list("name", flat=True))
