"""What is said about a person, as values on their way from a form, a command or the API into an act."""

import datetime
from dataclasses import dataclass, field
from uuid import UUID

from patients.enums import (
    AddressUse,
    BirthPrecision,
    ContactKind,
    FamilyRelation,
    IdentifierSystem,
    MaritalStatus,
    PhoneOwner,
    Sex,
)
from patients.rules.age import AgeUnit, estimate_birth


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as exact as it is known, or an age with the day it was stated."""

    date: datetime.date | None = None
    precision: BirthPrecision = BirthPrecision.UNKNOWN
    age_stated_years: int | None = None
    age_stated_on: datetime.date | None = None

    @classmethod
    def from_age(cls, years: int, stated_on: datetime.date) -> "Birth":
        """The estimate behind an age. Takes: `years` 0 to 110; the day it was said. Raises: ValueError out of range."""
        estimate = estimate_birth(years, AgeUnit.YEARS, stated_on)
        return cls(estimate.born, BirthPrecision(estimate.precision.value), years, stated_on)

    @property
    def is_estimated(self) -> bool:
        return self.precision is not BirthPrecision.DAY


@dataclass(frozen=True, slots=True)
class Identity:
    """Who she is. `identifiers` are texts as typed, by system; `no_nrc` says that she has none."""

    first_name: str
    surname: str
    sex: Sex
    birth: Birth
    country: str = "Zambia"
    no_nrc: bool = False
    identifiers: dict[IdentifierSystem, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone number or e-mail address as typed, and whose it is."""

    kind: ContactKind
    text: str
    owner: PhoneOwner = PhoneOwner.OWN
    owner_name: str = ""
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Where she lives, as typed."""

    use: AddressUse = AddressUse.HOME
    house_number: str | None = None
    road_street: str | None = None
    area: str | None = None
    city_town_village: str | None = None
    landmarks: str | None = None
    district_id: int | None = None

    def is_empty(self) -> bool:
        """Whether nothing was said."""
        texts = (self.house_number, self.road_street, self.area, self.city_town_village, self.landmarks)
        return self.district_id is None and not any(texts)


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative: a patient of ours by `relative_id`, or a person described. `nrc` and `phone` as typed."""

    relation: FamilyRelation
    relative_id: UUID | None = None
    first_name: str | None = None
    surname: str | None = None
    is_deceased: bool | None = None
    nrc: str | None = None
    nationality: str | None = None
    relationship: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Personal:
    """Language, birthplace, belief, schooling and work; None means not asked."""

    marital_status: MaritalStatus | None = None
    home_language: str | None = None
    other_home_language: str | None = None
    is_born_in_zambia: bool | None = None
    province_of_birth: str | None = None
    district_of_birth: str | None = None
    birth_place: str | None = None
    religious_category: str | None = None
    religious_denomination: str | None = None
    other_religious_denomination: str | None = None
    education_level: str | None = None
    other_education_level: str | None = None
    occupation: str | None = None
    other_occupation: str | None = None


@dataclass(frozen=True, slots=True)
class Registration:
    """Everything that a registration says. `address_since` is the day from which she lives there, None for today."""

    identity: Identity
    contacts: tuple[Contact, ...] = ()
    no_phone: bool = False
    address: Address = field(default_factory=Address)
    address_since: datetime.date | None = None
    relatives: tuple[Relative, ...] = ()
    personal: Personal = field(default_factory=Personal)
