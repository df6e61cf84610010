"""Pages that change relatives and personal details."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from patients.details import Relative
from patients.enums import FamilyRelation, IdentifierSystem
from patients.models import Patient, PatientFamily, PatientIdentifier, PatientPersonal
from patients.services.family import add_relative
from patients.services.registration import register
from tests.factories.patients import identity, registration
from tests.patients.record.conftest import addresses_of_pages, filled


def test_relative_is_linked_by_nupin(full: Patient, amina: User, clerk: User, as_user: Any) -> None:
    husband = register(
        by=clerk.actor, registration=registration(identity=identity(first_name="John", identifiers={}))
    )
    nupin = PatientIdentifier.objects.get(patient=husband, system=IdentifierSystem.NUPIN).value

    as_user(amina).post(addresses_of_pages(full)["add_relative"], {"relation": "spouse", "nupin": nupin})

    assert PatientFamily.objects.get(patient=full, relation="spouse").relative == husband


@pytest.mark.parametrize("which", ["unknown", "elsewhere", "herself"])
def test_nupin_that_can_not_be_linked_is_told(
    full: Patient, amina: User, chiara: User, as_user: Any, which: str
) -> None:
    patient = full if which == "herself" else register(by=chiara.actor, registration=registration())
    nupin = PatientIdentifier.objects.get(patient=patient, system=IdentifierSystem.NUPIN).value
    nupin = "5001-0001-99999-5" if which == "unknown" else nupin

    response = as_user(amina).post(
        addresses_of_pages(full)["add_relative"], {"relation": "spouse", "nupin": nupin, "surname": "X"}
    )

    assert list(response.context["form"].errors) == ["nupin"]
    assert not PatientFamily.objects.filter(patient=full, relation="spouse").exists()


def test_relative_is_corrected_and_taken_away(full: Patient, amina: User, as_user: Any) -> None:
    client, pages = as_user(amina), addresses_of_pages(full)

    client.post(
        pages["edit_relative"], filled(client, pages["edit_relative"], deceased="yes", reason="told today")
    )
    assert PatientFamily.objects.get(patient=full).is_deceased

    client.post(pages["remove_relative"], filled(client, pages["remove_relative"], reason="not her mother"))
    assert not PatientFamily.objects.filter(patient=full).exists()


def test_relative_kept_elsewhere_keeps_the_link_and_shows_no_number(
    full: Patient, amina: User, clerk: User, other_facility: Any, as_user: Any, write: Any
) -> None:
    other = register(by=clerk.actor, registration=registration())
    row = add_relative(
        by=clerk.actor, patient_id=full.pk, relative=Relative(FamilyRelation.SPOUSE, relative_id=other.pk)
    )
    write(other, facility=other_facility)
    client, address = as_user(amina), reverse("patients:edit_relative", args=[full.pk, row.pk])

    assert "nupin" not in client.get(address).context["form"].fields
    assert client.post(address, filled(client, address, phone="0977123456", reason="x")).status_code == 302

    row.refresh_from_db()
    assert (row.relative_id, row.phone) == (other.pk, "+260977123456")


def test_personal_details_are_written_and_questions_never_asked_stay_open(
    full: Patient, amina: User, as_user: Any
) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["edit_personal"]

    client.post(address, filled(client, address, home_language="Nyanja", marital_status="married"))

    row = PatientPersonal.objects.get(patient=full)
    assert (row.home_language, row.marital_status, row.occupation, row.is_born_in_zambia) == (
        "Nyanja",
        "married",
        None,
        None,
    )


def test_long_text_that_came_with_her_does_not_stop_a_change(
    full: Patient, amina: User, as_user: Any, write: Any
) -> None:
    row = PatientPersonal.objects.get(patient=full)
    given = "  " + "x" * 300
    write(row, birth_place=given)
    client, address = as_user(amina), addresses_of_pages(full)["edit_personal"]

    response = client.post(address, filled(client, address, occupation="Farmer"))

    row.refresh_from_db()
    assert response.status_code == 302
    assert (row.birth_place, row.occupation) == (given, "Farmer")
