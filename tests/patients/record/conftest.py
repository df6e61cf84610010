"""What the tests of the record's pages share."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from patients.details import Relative
from patients.enums import FamilyRelation
from patients.models import Patient, PatientAddress, PatientContact, PatientFamily
from patients.services.family import add_relative
from tests.patients.services.conftest import settled, write

__all__ = ["settled", "write"]

MOTHER = Relative(FamilyRelation.MOTHER, first_name="Grace", surname="Mwansa")


@pytest.fixture
def full(settled: Patient, clerk: User) -> Patient:
    """Ema, settled, with a mother described."""
    add_relative(by=clerk.actor, patient_id=settled.pk, relative=MOTHER)
    return settled


def addresses_of_pages(patient: Patient) -> dict[str, str]:
    """Every page that changes a record, by name."""
    contact = PatientContact.objects.filter(patient=patient).first()
    address = PatientAddress.objects.filter(patient=patient).first()
    relative = PatientFamily.objects.filter(patient=patient).first()
    assert contact
    assert address
    assert relative
    rows = {
        "edit_contact": contact.pk,
        "end_contact": contact.pk,
        "edit_address": address.pk,
        "end_address": address.pk,
        "edit_relative": relative.pk,
        "remove_relative": relative.pk,
    }
    names = ["edit_identity", "edit_personal", "add_contact", "add_address", "add_relative", *rows]
    return {
        name: reverse(f"patients:{name}", args=[patient.pk, *([rows[name]] if name in rows else [])])
        for name in names
    }


def filled(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What the browser would send of a page: the answers that stand in its form, with changes."""
    form = client.get(address).context["form"]
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            data |= {bound.html_name: "on"} if value else {}
        elif hasattr(bound.field.widget, "decompress"):
            boxes = value if isinstance(value, list) else bound.field.widget.decompress(value)
            names = [f"{bound.html_name}{name}" for name in bound.field.widget.widgets_names]
            data |= dict(zip(names, boxes, strict=True))
        else:
            data[bound.html_name] = "" if value is None else value
    return {**data, **changes}


def day(name: str, value: Any) -> dict[str, str]:
    """A date as three boxes send it."""
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}
