"""The smallest valid registration, and the situations tests ask for."""

from datetime import date
from typing import Any

from patients import details
from patients.enums import BirthPrecision, ContactKind, IdentifierSystem, Sex


def identity(**changes: Any) -> details.Identity:
    values: dict[str, Any] = {
        "first_name": "Ema",
        "surname": "Mwansa",
        "sex": Sex.FEMALE,
        "birth": details.Birth(date(1998, 3, 12), BirthPrecision.DAY),
        "identifiers": {IdentifierSystem.NRC: "123456/10/1"},
    }
    return details.Identity(**{**values, **changes})


def phone(text: str = "0977123456", **changes: Any) -> details.Contact:
    return details.Contact(**{"kind": ContactKind.CELLPHONE, "text": text, "is_primary": True, **changes})


def registration(**changes: Any) -> details.Registration:
    values: dict[str, Any] = {
        "identity": identity(),
        "contacts": (phone(),),
        "address": details.Address(house_number="12", area="Chainda", city_town_village="Chongwe"),
    }
    return details.Registration(**{**values, **changes})
