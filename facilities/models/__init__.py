"""Places: one aggregate per file."""

from facilities.models.area import District, DistrictProvince, Province
from facilities.models.facility import Facility

__all__ = ["District", "DistrictProvince", "Facility", "Province"]
