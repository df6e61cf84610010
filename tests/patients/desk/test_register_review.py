"""The review: everything in sight, look-alikes ruled out, one patient however often one presses."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from facilities.models import District
from patients.enums import IdentifierSystem
from patients.forms.register import BY_SLUG
from patients.models import Patient, PatientAddress, PatientContact, PatientFamily, PatientPersonal
from patients.services.registration import register
from tests.factories.patients import identity, phone, registration
from tests.patients.desk.answers import CONTACT, IDENTITY, filled, finish, kept, review, send


def test_the_review_shows_every_answer_as_it_will_be_kept(as_user, clerk):
    client = as_user(clerk)
    draft = filled(client)
    send(client, draft, "family", {"mother_first_name": "Ruth", "mother_is_deceased": "on"})
    send(client, draft, "personal", {"marital_status": "married", "home_language": "Bemba"})

    page = client.get(review(draft)).content.decode()

    for shown in (
        "Bupe",
        "Ng’andu",
        "27 Mar 1998 (28 years)",
        "098346/13/1",
        "097 740 1223",
        "Her own",
        "Ruth",
        "Married",
        "Bemba",
    ):
        assert shown in page
    for step in BY_SLUG:
        assert f'/patients/register/{draft}/{step}/">Change' in page


def test_everything_answered_reaches_the_record(as_user, clerk):
    client = as_user(clerk)
    district = District.objects.get(name="Kafue")
    draft = filled(client, art_number="ART-42", napsa="N1", passport="ZN123456")
    contact = {
        **CONTACT, "other_phone": "0966 111 222", "landline": "0211 123456", "email": "bupe@example.com",
        "house_number": "12", "road_street": "Main", "city_town_village": "Chongwe", "landmarks": "school", "district": district.pk,
    }  # fmt: skip
    send(client, draft, "contact", contact)
    relatives = {
        f"{who}_{part}": f"{who} {part}"
        for who in ("mother", "father", "guardian", "spouse")
        for part in ("first_name", "surname")
    }
    send(client, draft, "family", {**relatives, "guardian_relationship": "aunt", "father_is_deceased": "on"})
    personal = {
        "marital_status": "single", "home_language": "Lozi", "religious_category": "Christian", "religious_denomination": "SDA",
        "education_level": "College", "occupation": "Trader", "is_born_in_zambia": "no", "province_of_birth": "Lusaka",
        "district_of_birth": "Kafue", "birth_place": "Home",
    }  # fmt: skip
    send(client, draft, "personal", personal)

    finish(client, draft)

    patient = Patient.objects.get()
    numbers = dict(patient.identifiers.values_list("system", "value"))
    assert numbers.pop("nupin")
    assert numbers == {"nrc": "098346/13/1", "art_number": "ART-42", "napsa": "N1", "passport": "ZN123456"}
    contacts = dict(PatientContact.objects.values_list("kind", "value"))
    assert contacts == {
        "cellphone": "+260977401223", "other_cellphone": "+260966111222", "landline": "+260211123456", "email": "bupe@example.com",
    }  # fmt: skip
    assert PatientContact.objects.get(is_primary=True).kind == "cellphone"
    assert PatientAddress.objects.values_list("house_number", "area", "landmarks", "district").get() == (
        "12",
        "Chainda",
        "school",
        district.pk,
    )
    assert PatientFamily.objects.count() == 4
    assert PatientFamily.objects.get(relation="father").is_deceased is True
    assert PatientFamily.objects.get(relation="mother").is_deceased is None
    row = PatientPersonal.objects.values(*personal).get()
    assert row == {**personal, "is_born_in_zambia": False}


def test_finishing_leads_to_the_record_and_says_nothing_that_identifies(as_user, clerk):
    client = as_user(clerk)

    response = finish(client, filled(client))

    patient = Patient.objects.get()
    assert response.headers["Location"] == reverse("patients:record", args=[patient.pk])
    said = str(response.cookies)
    for secret in ("Bupe", "andu", "977", "98346", patient.identifiers.get(system="nupin").value):
        assert secret not in said


def test_a_second_press_lands_on_the_same_record(as_user, clerk):
    client = as_user(clerk)
    draft = filled(client)

    first, second = finish(client, draft), finish(client, draft)

    assert first.headers["Location"] == second.headers["Location"]
    assert Patient.objects.count() == 1
    assert kept(draft) == {}


def test_the_back_button_after_finishing_leads_to_the_record(as_user, clerk):
    client = as_user(clerk)
    draft = filled(client)
    record = finish(client, draft).headers["Location"]

    assert client.get(review(draft)).headers["Location"] == record
    assert send(client, draft, "identity", IDENTITY).headers["Location"] == record


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_patient(transactional_db, as_user, clerk):
    client = as_user(clerk)
    draft = filled(client)

    def press(_number):
        try:
            return finish(as_user(clerk), draft).headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        places = set(pool.map(press, range(4)))

    assert places == {reverse("patients:record", args=[Patient.objects.get().pk])}


def test_nothing_is_registered_while_something_is_missing(as_user, clerk):
    client = as_user(clerk)
    draft = filled(client)
    send(client, draft, "contact", {})

    response = finish(client, draft, different="1")

    assert response.status_code == 200
    assert "Something is missing" in response.content.decode()
    assert not Patient.objects.exists()


@pytest.fixture
def twin(clerk):
    who = identity(first_name="Bupe", surname="Ngandu", identifiers={IdentifierSystem.NRC: "98346/13/1"})
    return register(by=clerk.actor, registration=registration(identity=who, contacts=(phone("0977401223"),)))


def test_somebody_alike_must_be_ruled_out(as_user, clerk, twin):
    client = as_user(clerk)
    draft = filled(client)

    page = client.get(review(draft))
    refused = finish(client, draft)

    shown = page.content.decode()
    for words in (
        "She may be here already",
        "Same NRC",
        "Same phone and a similar name",
        reverse("patients:record", args=[twin.pk]),
    ):
        assert words in shown
    assert refused.status_code == 200
    assert "Say whether she is a different person" in refused.content.decode()
    assert Patient.objects.count() == 1
    done = finish(client, draft, different="1", shown=page.context["mark"])
    assert done.status_code == 302
    assert Patient.objects.count() == 2


def test_ruling_out_counts_for_those_who_were_shown_only(as_user, clerk):
    client = as_user(clerk)
    draft = filled(client)
    seen = client.get(review(draft)).context["mark"]
    register(
        by=clerk.actor,
        registration=registration(identity=identity(identifiers={IdentifierSystem.NRC: "98346/13/1"})),
    )

    response = finish(client, draft, different="1", shown=seen)

    assert "She may be here already" in response.content.decode()
    assert Patient.objects.count() == 1


def test_somebody_alike_kept_elsewhere_is_shown_in_part(as_user, chiara, twin):
    client = as_user(chiara)

    page = client.get(review(filled(client))).content.decode()

    assert "Kept at Chainda Health Post" in page
    assert "B. N." in page
    assert str(twin.pk) not in page
    assert "NGANDU" not in page


def test_a_nupin_of_another_patient_is_refused_in_plain_words(as_user, clerk):
    numbers = {IdentifierSystem.NUPIN: "5010-010-12345-5"}
    register(by=clerk.actor, registration=registration(identity=identity(identifiers=numbers)))
    client = as_user(clerk)
    draft = filled(client, nupin="5010-010-12345-5")

    response = finish(client, draft)

    assert "This NUPIN belongs to another patient" in response.content.decode()
    assert Patient.objects.count() == 1
    assert kept(draft)["identity"]["nupin"] == "5010-010-12345-5"
