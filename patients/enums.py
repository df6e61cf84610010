"""The closed lists of the person, as native ENUM types."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    FEMALE = "F", _("Female")
    MALE = "M", _("Male")
    OTHER = "O", _("Other")
    UNKNOWN = "U", _("Not known")


class BirthPrecision(models.TextChoices):
    """How much of the birth date is known (FHIR date precision)."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    UNKNOWN = "unknown", _("Not known")


class TextState(models.TextChoices):
    """What became of a text as given; the values are those of patients.rules.reading."""

    OK = "ok", _("Understood")
    SAID_NONE = "said_none", _("Said to have none")
    TO_MEND = "to_mend", _("To mend")


class IdentifierSystem(models.TextChoices):
    NRC = "nrc", _("NRC")
    UNDER_FIVE_CARD = "under_five_card", _("Under-five card")
    NAPSA = "napsa", _("NAPSA")
    NUPIN = "nupin", _("NUPIN")
    ART_NUMBER = "art_number", _("ART number")
    PASSPORT = "passport", _("Passport")


class ContactKind(models.TextChoices):
    CELLPHONE = "cellphone", _("Cellphone")
    OTHER_CELLPHONE = "other_cellphone", _("Other cellphone")
    LANDLINE = "landline", _("Landline")
    EMAIL = "email", _("E-mail")


class PhoneOwner(models.TextChoices):
    """Whose phone it is: a call about her may be answered by somebody else."""

    OWN = "own", _("Her own")
    PARTNER = "partner", _("Her partner's")
    RELATIVE = "relative", _("A relative's")
    NEIGHBOUR = "neighbour", _("A neighbour's or friend's")
    UNKNOWN = "unknown", _("Not known")


class AddressUse(models.TextChoices):
    HOME = "home", _("Home")
    TEMPORARY = "temporary", _("Where she stays for now")


class FamilyRelation(models.TextChoices):
    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    GUARDIAN = "guardian", _("Guardian")
    SPOUSE = "spouse", _("Spouse or partner")


class MaritalStatus(models.TextChoices):
    SINGLE = "single", _("Single")
    MARRIED = "married", _("Married")
    COHABITING = "cohabiting", _("Living together")
    SEPARATED = "separated", _("Separated")
    DIVORCED = "divorced", _("Divorced")
    WIDOWED = "widowed", _("Widowed")
