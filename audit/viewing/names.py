"""Names for the keys that events hold. Events know no tables of the domain, so models are found by their names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_FACILITY_CODE = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, slots=True)
class Found:
    """Whom or what a typed text names: `name` of the filter, and its `value`."""

    name: str
    value: str


def facility_names(keys: Iterable[int | None]) -> dict[int, str]:
    """Names of facilities by key, in one question. Takes: keys, None among them."""
    wanted = {key for key in keys if key is not None}
    found = _rows("facilities.Facility").filter(pk__in=wanted).values_list("pk", "name") if wanted else []
    return dict(found)


def person_name(actor: str, *, bound: int | None) -> str:
    """A colleague by the key that events have; a text for programs, and for those never at the facility that the asker is bound to."""
    found = _people(bound).filter(pk=actor).values_list("name", flat=True) if actor.isdigit() else []
    return next(iter(found), "") or _("Person or program %(key)s") % {"key": actor}


def role_label(role: str | None) -> str:
    """A role in words, "" for none."""
    return str(_roles().get(role or "", (role or "").replace("_", " ")))


def patient_name(patient: UUID, *, bound: int | None) -> str | None:
    """Who a patient is: `BANDA, Mary, 5010-0001-00001-1`.

    Takes: her key; the facility that the asker is bound to. Gives: None when she is not kept there; a text that says so when
    there is no record of her any more, for those bound to none.
    """
    row = _rows("patients.Patient").filter(pk=patient).values("surname", "first_name", "facility_id").first()
    if row is None:
        return None if bound is not None else _("A patient without a record")
    if bound not in (None, row["facility_id"]):
        return None
    numbers = _rows("patients.PatientIdentifier").filter(patient_id=patient, system="nupin", rank=0)
    nupin = numbers.values_list("value", flat=True).first()
    name = ", ".join(part for part in (row["surname"].upper(), row["first_name"]) if part)
    return f"{name}, {nupin}" if nupin else name


def find(text: str, *, bound: int | None) -> Found | None:
    """Whom a typed text names: a patient by NUPIN, NRC or the address of her page, a colleague by user name, a facility by code.

    Takes: the text; the facility that the asker is bound to, whose patients and people alone she finds. Gives: None for nobody.
    """
    typed = text.strip().replace("\x00", "")[:300]
    if found := _UUID.search(typed):
        key = UUID(found[0])
        return Found("patient", str(key)) if patient_name(key, bound=bound) else None
    if patient := _patient_by_number(typed, bound):
        return Found("patient", str(patient))
    if user := _people(bound).filter(username__iexact=typed).values_list("pk", flat=True).first():
        return Found("actor", str(user))
    if _FACILITY_CODE.fullmatch(typed):
        places = _rows("facilities.Facility").filter(mfl_code=typed).values_list("pk", flat=True)
        if (place := places.first()) and bound in (None, place):
            return Found("facility", str(place))
    return None


def _patient_by_number(typed: str, bound: int | None) -> UUID | None:
    key = re.sub(r"[^a-z0-9]", "", typed.lower())
    if not key:
        return None
    numbers = _rows("patients.PatientIdentifier").filter(search_key=key, system__in=("nupin", "nrc"), rank=0)
    if bound is not None:
        numbers = numbers.filter(patient__facility_id=bound)
    found: list[UUID] = list(numbers.values_list("patient_id", flat=True).distinct()[:2])
    return found[0] if len(found) == 1 else None


def _people(bound: int | None) -> QuerySet[Model]:
    people = _rows("accounts.User")
    return people if bound is None else people.filter(memberships__facility_id=bound)


def _rows(label: str) -> QuerySet[Model]:
    model: Any = apps.get_model(label)
    rows: QuerySet[Model] = model._default_manager.all()
    return rows


@cache
def _roles() -> dict[str, Any]:
    field: Any = apps.get_model("accounts.Membership")._meta.get_field("role")
    return dict(field.flatchoices)
