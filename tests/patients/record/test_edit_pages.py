"""Pages that change a record."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from patients.enums import ContactKind, IdentifierSystem
from patients.models import (
    Patient,
    PatientAddress,
    PatientContact,
    PatientFamily,
    PatientIdentifier,
    PatientPersonal,
)
from patients.services.contacts import end_contact
from patients.services.registration import register
from tests.factories.patients import registration
from tests.patients.record.conftest import addresses_of_pages, day, filled
from tests.patients.services.conftest import days_ago

PAGES = [
    "edit_identity",
    "edit_personal",
    "add_contact",
    "edit_contact",
    "end_contact",
    "add_address",
    "edit_address",
    "end_address",
    "add_relative",
    "edit_relative",
    "remove_relative",
]
BAD = {
    "10,000 characters": "x" * 10_000,
    "quotes": 'O\'Brien "x"',
    "tags": "<script>alert(1)</script>",
    "NUL": "a\x00b",
    "right to left": "\u202egnp.exe",
    "emoji": "👶🏾",
    "formula": '=HYPERLINK("http://x")',
    "percent": "100 % %(limit)s %d",
    "control": "a\x01\x7fb",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("amina", 200), ("clerk", 200), ("bela", 200), ("manager", 403), ("dario", 403), ("chiara", 404)],
)
def test_who_may_change(
    full: Patient, as_user: Any, request: pytest.FixtureRequest, name: str, who: str, status: int
) -> None:
    client = as_user(request.getfixturevalue(who))
    address = addresses_of_pages(full)[name]

    assert client.get(address).status_code == status
    # Sent without anything: refused by the form, or as a row that changed; by the role, as the page is.
    assert client.post(address, {"version": "x"}).status_code in ({status} if status != 200 else {200, 409})


@pytest.mark.parametrize(
    "name", ["edit_contact", "end_contact", "edit_address", "edit_relative", "remove_relative"]
)
def test_row_of_another_patient_is_not_found(full: Patient, clerk: User, as_user: Any, name: str) -> None:
    other = register(by=clerk.actor, registration=registration())
    address = addresses_of_pages(full)[name].replace(str(full.pk), str(other.pk))

    assert as_user(clerk).get(address).status_code == 404


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
@pytest.mark.parametrize("name", PAGES)
def test_bad_input_is_told_or_kept_and_escaped(
    full: Patient, amina: User, as_user: Any, name: str, text: str
) -> None:
    client, address = as_user(amina), addresses_of_pages(full)[name]
    good = filled(client, address)
    good |= {"how": "wrong", "reason": "x"} if "how" in good else {}

    for field in good:
        response = client.post(address, {**good, field: text}, follow=True)

        assert response.status_code in (200, 409), field
        assert "<script>alert" not in response.content.decode(), field


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sent_is_told(full: Patient, amina: User, as_user: Any, name: str) -> None:
    response = as_user(amina).post(addresses_of_pages(full)[name], {})

    if name == "edit_personal":
        assert response.status_code == 409
    else:
        assert response.status_code == 200
        assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize("version", ["", "-1", "99999999999999999999", "x", "1 OR 1=1"])
def test_version_that_was_never_read_changes_nothing(
    full: Patient, amina: User, as_user: Any, version: str
) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["edit_identity"]

    response = client.post(address, filled(client, address, version=version, first_name="Emma", reason="x"))

    full.refresh_from_db()
    assert response.status_code in (200, 409)
    assert full.first_name == "Ema"


def test_identity_is_corrected(full: Patient, amina: User, as_user: Any) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["edit_identity"]
    sent = filled(
        client, address, first_name="Emma", nrc="123456/10/2", art_number="A-1", reason="typing mistake"
    )

    response = client.post(address, {**sent, "born_day": "", "born_month": "3"})

    full.refresh_from_db()
    numbers = {row.system: row.value for row in PatientIdentifier.objects.filter(patient=full)}
    assert response.url == f"{reverse('patients:record', args=[full.pk])}#identity"
    assert (full.first_name, full.birth_precision, str(full.date_of_birth)) == ("Emma", "month", "1998-03-01")
    assert (numbers[IdentifierSystem.NRC], numbers[IdentifierSystem.ART_NUMBER]) == ("123456/10/2", "A-1")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_name": "", "surname": " "}, "surname"),
        ({"sex": "X"}, "sex"),
        ({"age": "28"}, "born"),
        ({"born_day": "", "born_month": "", "born_year": ""}, "born"),
        ({"born_year": "2100"}, "born"),
        ({"born_year": "1900"}, "born"),
        ({"born_day": "31", "born_month": "2"}, "born"),
        ({"born_day": "", "born_month": "", "born_year": "", "age": "111"}, "age"),
        ({"born_day": "", "born_month": "", "born_year": "", "age": "-1"}, "age"),
        ({"nrc": "123456/10"}, "nrc"),
        ({"nrc": "123456/10/2", "born_year": "2020"}, "nrc"),
        ({"born_year": "2020"}, "nrc"),
        ({"no_nrc": "on"}, "no_nrc"),
        ({"nupin": ""}, "nupin"),
        ({"nupin": "12"}, "nupin"),
        ({"country": ""}, "country"),
        ({"reason": ""}, "reason"),
    ],
)
def test_identity_that_can_not_be_is_told_beside_its_field(
    full: Patient, amina: User, as_user: Any, changes: dict[str, str], field: str
) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["edit_identity"]

    response = client.post(address, filled(client, address, **{"reason": "x", **changes}))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]


def test_nupin_that_looks_mistyped_needs_one_more_press(full: Patient, amina: User, as_user: Any) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["edit_identity"]
    sent = filled(client, address, nupin="5010-010-12345-4", reason="seen on the card")

    first = client.post(address, sent)
    second = client.post(address, {**sent, "confirmed": first.context["form"].warning_mark})

    assert set(first.context["form"].warning_of) == {"nupin"}
    assert f'name="confirmed" value="{first.context["form"].warning_mark}"' in first.content.decode()
    assert second.status_code == 302
    numbers = PatientIdentifier.objects.filter(patient=full, system=IdentifierSystem.NUPIN)
    assert numbers.get().value == "5010-010-12345-4"


def test_phone_of_a_relative_that_can_not_be_read_needs_one_more_press(
    full: Patient, amina: User, as_user: Any
) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["add_relative"]
    sent = {"relation": "guardian", "surname": "Zulu", "phone": "0977 12"}

    first = client.post(address, sent)
    second = client.post(address, {**sent, "confirmed": first.context["form"].warning_mark})

    assert set(first.context["form"].warning_of) == {"phone"}
    assert second.status_code == 302
    assert PatientFamily.objects.get(patient=full, surname="Zulu").phone == "0977 12"


def test_no_phone_is_said_and_taken_back(ema: Patient, amina: User, as_user: Any) -> None:
    client, address = as_user(amina), reverse("patients:add_contact", args=[ema.pk])
    none = {"kind": "no_phone", "text": "", "owner": "own"}
    assert list(client.post(address, none).context["form"].errors) == ["kind"]
    row = PatientContact.objects.get(patient=ema)
    end_contact(
        by=amina.actor, patient_id=ema.pk, contact_id=row.pk, version=row.version, last_day=days_ago(0)
    )

    assert list(client.post(address, {**none, "text": "0977123456"}).context["form"].errors) == ["text"]
    assert list(client.post(address, {**none, "kind": "cellphone"}).context["form"].errors) == ["text"]
    assert client.post(address, none).status_code == 302

    ema.refresh_from_db()
    assert ema.no_phone
    assert (
        client.post(address, {"kind": "cellphone", "text": "0966555444", "owner": "own"}).status_code == 302
    )
    ema.refresh_from_db()
    assert not ema.no_phone


def test_nupin_of_another_patient_is_told(full: Patient, amina: User, clerk: User, as_user: Any) -> None:
    other = register(by=clerk.actor, registration=registration())
    taken = PatientIdentifier.objects.get(patient=other, system=IdentifierSystem.NUPIN).value
    client, address = as_user(amina), addresses_of_pages(full)["edit_identity"]

    response = client.post(address, filled(client, address, nupin=taken, reason="x"))

    assert response.context["form"].errors["nupin"] == ["This number belongs to another patient"]


def test_second_to_save_sees_what_the_first_wrote_and_may_save_over_it(
    full: Patient, amina: User, bela: User, as_user: Any
) -> None:
    hers, his = as_user(amina), as_user(bela)
    address = addresses_of_pages(full)["edit_identity"]
    typed = filled(hers, address, first_name="Emma", reason="misheard")
    his.post(address, filled(his, address, first_name="Emily", reason="typing mistake"))

    response = hers.post(address, typed)

    text = response.content.decode()
    assert response.status_code == 409
    assert "Somebody changed this while you were typing" in text
    assert "Bela Zulu" in text
    [difference] = response.context["conflict"].differences
    assert (difference.label, difference.now, difference.typed) == ("First names", "Emily", "Emma")
    again = filled(hers, address) | {key: value for key, value in typed.items() if key != "version"}
    again["version"] = response.context["form"]["version"].value()
    assert hers.post(address, again).status_code == 302
    full.refresh_from_db()
    assert full.first_name == "Emma"


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("edit_contact", {"how": "wrong", "text": "0966555444", "reason": "x"}),
        ("edit_address", {"how": "wrong", "area": "Kasisi", "reason": "x"}),
        ("edit_relative", {"first_name": "Gracious", "reason": "x"}),
        ("edit_personal", {"occupation": "Farmer"}),
        ("remove_relative", {"reason": "x"}),
    ],
)
def test_outdated_form_is_answered_with_409(
    full: Patient, amina: User, bela: User, as_user: Any, write: Any, name: str, changes: dict[str, str]
) -> None:
    client, address = as_user(amina), addresses_of_pages(full)[name]
    sent = filled(client, address, **changes)
    for model in (PatientContact, PatientAddress, PatientFamily, PatientPersonal):
        row = model.objects.get(patient=full)
        write(row, version=row.version + 1, updated_by=bela.actor.id)

    response = client.post(address, sent)

    assert response.status_code == 409
    assert "Bela Zulu" in response.content.decode()


def test_number_changes_from_a_day_on(full: Patient, amina: User, as_user: Any) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["edit_contact"]
    since = day("since", days_ago(10))

    response = client.post(address, filled(client, address, how="new", text="0966 555 444", **since))

    assert response.url.endswith("#contacts")
    old, new = PatientContact.objects.filter(patient=full).order_by("valid")
    assert (old.valid.upper, new.value) == (days_ago(10), "+260966555444")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"how": "new", "since_year": ""}, "since"),
        ({"how": "new", **day("since", days_ago(-1))}, "since"),
        ({"how": "new", **day("since", days_ago(400))}, "since"),
        ({"how": "wrong"}, "reason"),
        ({"how": "wrong", "reason": "x", "text": "0977"}, "text"),
        ({"how": "wrong", "reason": "x", "owner": "nobody"}, "owner"),
        ({}, "how"),
    ],
)
def test_contact_that_can_not_be_is_told(
    full: Patient, amina: User, as_user: Any, changes: dict[str, str], field: str
) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["edit_contact"]

    response = client.post(address, filled(client, address, **{"text": "0966555444", **changes}))

    assert list(response.context["form"].errors) == [field]


def test_contact_that_ended_can_only_be_corrected(full: Patient, amina: User, as_user: Any) -> None:
    client, pages = as_user(amina), addresses_of_pages(full)
    client.post(pages["end_contact"], filled(client, pages["end_contact"], **day("last_day", days_ago(3))))

    form = client.get(pages["edit_contact"]).context["form"]
    response = client.post(
        pages["edit_contact"], filled(client, pages["edit_contact"], text="0966555444", reason="x")
    )

    row = PatientContact.objects.get(patient=full)
    assert "how" not in form.fields
    assert response.status_code == 302
    assert (row.value, row.valid.upper) == ("+260966555444", days_ago(2))
    assert client.get(pages["end_contact"]).status_code == 404


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [("landline", "0211 123456", "+260211123456"), ("email", "ema@Example.com", "ema@example.com")],
)
def test_contact_is_added(full: Patient, amina: User, as_user: Any, kind: str, text: str, value: str) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["add_contact"]

    client.post(address, {"kind": kind, "text": text, "owner": "own"})

    assert PatientContact.objects.get(patient=full, kind=kind).value == value


def test_contact_of_the_wrong_kind_is_told(full: Patient, amina: User, as_user: Any) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["add_contact"]

    response = client.post(address, {"kind": ContactKind.EMAIL, "text": "0977123456", "owner": "own"})

    assert list(response.context["form"].errors) == ["text"]


def test_move_and_stay_elsewhere(full: Patient, amina: User, as_user: Any) -> None:
    client, pages = as_user(amina), addresses_of_pages(full)

    client.post(
        pages["edit_address"],
        filled(client, pages["edit_address"], how="new", area="K", **day("since", days_ago(9))),
    )
    client.post(pages["add_address"], {"use": "temporary", "landmarks": "behind the school"})

    rows = PatientAddress.objects.filter(patient=full, valid__upper_inf=True).order_by("use")
    assert [(row.use, row.area, row.landmarks) for row in rows] == [
        ("home", "K", None),
        ("temporary", None, "behind the school"),
    ]


def test_empty_address_is_told(full: Patient, amina: User, as_user: Any) -> None:
    response = as_user(amina).post(
        addresses_of_pages(full)["add_address"], {"use": "temporary", "area": "  "}
    )

    assert list(response.context["form"].errors) == ["area"]


def test_change_needs_the_token_of_its_page(full: Patient, amina: User) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(amina)

    assert client.post(addresses_of_pages(full)["edit_personal"], {"version": "1"}).status_code == 403


@pytest.mark.parametrize("version", ["abc", "-1", "1.5", "10" * 15, "", "\x00", "٣"])
def test_damaged_version_is_met_as_a_row_that_somebody_changed(
    full: Patient, clerk: User, as_user: Any, version: str
) -> None:
    client, page = as_user(clerk), addresses_of_pages(full)["edit_identity"]
    late = filled(client, page, first_name="Emilia", reason="misheard", version=version)

    answer = client.post(page, late)

    assert answer.status_code == 409
    assert "Emilia" in answer.content.decode()
    assert Patient.objects.get(pk=full.pk).first_name == "Ema"
