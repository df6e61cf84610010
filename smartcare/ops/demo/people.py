"""Invented women for the demo: registered, moved, with new numbers and families, all through the acts."""

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from audit.context import Actor
from facilities.models import District
from patients import details
from patients.enums import (
    BirthPrecision,
    ContactKind,
    FamilyRelation,
    IdentifierSystem,
    MaritalStatus,
    PhoneOwner,
    Sex,
)
from patients.models import Patient, PatientAddress, PatientContact
from patients.services.addresses import move
from patients.services.contacts import correct_contact
from patients.services.family import add_relative
from patients.services.registration import register

FIRST = [
    "Mary",
    "Grace",
    "Esther",
    "Ruth",
    "Mercy",
    "Charity",
    "Memory",
    "Mutinta",
    "Chipo",
    "Thandiwe",
    "Bupe",
    "Natasha",
]
LAST = [
    "Banda",
    "Phiri",
    "Mwansa",
    "Tembo",
    "Chanda",
    "Mulenga",
    "Zulu",
    "Lungu",
    "Sakala",
    "Hamoonga",
    "Bwalya",
    "Mumba",
]
AREAS = ["Chainda", "Kalingalinga", "Mtendere", "Chelstone", "Avondale"]
LANGUAGES = ["Nyanja", "Bemba", "Tonga", "Lozi"]


def seed_people(home: Actor, elsewhere: Actor) -> None:
    """Register thirty women at home and ten elsewhere, then let some of their lives go on. The same ones each time."""
    dice = Random(20261122)  # noqa: S311 - invented data that must be the same on every machine
    districts = list(District.objects.filter(name__in=["Chongwe", "Lusaka"]).order_by("name"))
    # A start that was killed half way goes on where it stopped.
    there = Patient.objects.filter(registered_by__in=[home.id, elsewhere.id]).count()
    for number in range(40):
        woman = _woman(dice, number, districts)
        if number >= there:
            register(by=home if number < 30 else elsewhere, registration=woman)
    women = list(Patient.objects.filter(registered_by=home.id).order_by("legacy_id"))
    _life_goes_on(home, women, districts[0])


def _woman(dice: Random, number: int, districts: list[District]) -> details.Registration:
    first, last = FIRST[number % len(FIRST)], LAST[(number * 5 + number // 12) % len(LAST)]
    born = date(1982, 1, 1) + timedelta(days=dice.randrange(25 * 365))
    estimated = number % 4 == 0
    birth = (
        details.Birth.from_age(2026 - born.year, timezone.localdate())
        if estimated
        else details.Birth(born, BirthPrecision.DAY)
    )
    has_phone = number % 7 != 3
    phone = details.Contact(
        ContactKind.CELLPHONE,
        f"097{dice.randrange(10**7):07d}",
        PhoneOwner.PARTNER if number % 5 == 0 else PhoneOwner.OWN,
        is_primary=True,
    )
    return details.Registration(
        identity=_identity(dice, number, first, last, birth),
        contacts=(phone,) if has_phone else (),
        no_phone=not has_phone,
        address=details.Address(
            house_number=str(dice.randrange(1, 400)),
            area=dice.choice(AREAS),
            city_town_village="Lusaka",
            district_id=dice.choice(districts).pk,
        ),
        relatives=(
            details.Relative(FamilyRelation.MOTHER, first_name=dice.choice(FIRST), surname=last),
            details.Relative(FamilyRelation.SPOUSE, first_name="John", surname=dice.choice(LAST)),
        ),
        personal=details.Personal(
            marital_status=MaritalStatus.MARRIED, home_language=dice.choice(LANGUAGES), is_born_in_zambia=True
        ),
    )


def _identity(dice: Random, number: int, first: str, last: str, birth: details.Birth) -> details.Identity:
    no_nrc = number % 6 == 0
    nrc = f"{dice.randrange(10**6):06d}/{dice.randrange(10, 80)}/1"
    return details.Identity(
        first_name=first,
        surname=last,
        sex=Sex.FEMALE,
        birth=birth,
        no_nrc=no_nrc,
        identifiers={} if no_nrc else {IdentifierSystem.NRC: nrc},
    )


def _life_goes_on(by: Actor, women: list[Patient], district: District) -> None:
    """A house number was wrong, a phone was her husband's, and one woman's daughter is a patient too."""
    moved = PatientAddress.objects.get(patient=women[1])
    move(
        by=by,
        patient_id=women[1].pk,
        address_id=moved.pk,
        version=moved.version,
        address=details.Address(
            house_number="44", area="Chelstone", city_town_village="Lusaka", district_id=district.pk
        ),
        since=timezone.localdate(),
    )
    phone = PatientContact.objects.get(patient=women[2], kind=ContactKind.CELLPHONE)
    correct_contact(
        by=by,
        reason="It is her husband's phone",
        patient_id=women[2].pk,
        contact_id=phone.pk,
        version=phone.version,
        contact=details.Contact(
            ContactKind.CELLPHONE, "0966 123 456", PhoneOwner.PARTNER, "John", is_primary=True
        ),
    )
    add_relative(
        by=by,
        patient_id=women[4].pk,
        relative=details.Relative(FamilyRelation.MOTHER, relative_id=women[0].pk),
    )
