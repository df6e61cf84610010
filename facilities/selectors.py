"""Questions about provinces, districts and facilities."""

from collections.abc import Iterable

from django.utils import timezone

from facilities.models import District, DistrictProvince, Facility
from facilities.rules.names import fold_name


def unknown_facility() -> Facility:
    """The one row that stands for a place that could not be matched."""
    return Facility.objects.get(is_unknown=True)


class Areas:
    """Districts and their provinces, read once and found by any known spelling."""

    def __init__(self) -> None:
        self._districts: dict[str, District] = {}
        for district in District.objects.all():
            for spelling in (district.name, *district.other_names):
                self._districts[fold_name(spelling)] = district
        self._periods: dict[int, list[tuple[str, str, bool]]] = {}
        today = timezone.localdate()
        for row in DistrictProvince.objects.select_related("province"):
            now = (row.valid.lower is None or row.valid.lower <= today) and (
                row.valid.upper is None or today < row.valid.upper
            )
            keys = [fold_name(spelling) for spelling in (row.province.name, *row.province.other_names)]
            self._periods.setdefault(row.district_id, []).extend(
                (key, row.province.name, now) for key in keys
            )

    def district(self, name: str) -> District | None:
        """The district of a name, None if unknown. Takes: `name`, in any known spelling and case."""
        return self._districts.get(fold_name(name))

    def provinces(self, district: District, *, today_only: bool) -> Iterable[str]:
        """Names of the province that a district lies in today, or of all that it ever lay in."""
        periods = self._periods.get(district.pk, [])
        return dict.fromkeys(name for _, name, now in periods if now or not today_only)

    def lies_in(self, district: District, province: str, *, today_only: bool) -> bool:
        """Whether a district lies, or ever lay, in a province. Takes: `province`, in any known spelling."""
        key = fold_name(province)
        return any(
            key == known and (now or not today_only) for known, _, now in self._periods.get(district.pk, [])
        )
