"""Mending, one value after the other."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from facilities.selectors import unknown_facility
from patients.details import Relative
from patients.enums import ContactKind, FamilyRelation, IdentifierSystem, TextState
from patients.mending_words import KINDS
from patients.models import Patient, PatientContact, PatientFamily, PatientIdentifier
from patients.selectors.mending import QUEUES, counts
from patients.services.registration import register
from tests.factories.patients import identity, phone, registration

BAD = [
    "x" * 10_000,
    'O\'Brien "x"',
    "<script>alert(1)</script>",
    "a\x00b",
    "\u202egnp.exe",
    "👶🏾",
    "=1+1",
    "%(x)s",
]


@pytest.fixture
def broken(clerk: User, write: Any) -> Patient:
    """A woman of whom every value waits to be mended."""
    mother = Relative(FamilyRelation.MOTHER, first_name="Grace", nrc="12345/1")
    contacts = (phone("0977123456 or 0966555444"), phone("ema @ example.com", kind=ContactKind.EMAIL))
    patient = register(by=clerk.actor, registration=registration(contacts=contacts, relatives=(mother,)))
    for row in PatientIdentifier.objects.filter(patient=patient):
        write(row, value=None, value_given="lost", state=TextState.TO_MEND)
    born = {"date_of_birth": None, "birth_precision": "unknown", "date_of_birth_given": date(2098, 3, 12)}
    write(patient, sex="U", sex_given="Femle", **born)
    return patient


def link(kind: str, row: Any) -> str:
    return reverse("patients:mend_one", args=[kind, row.pk])


def row_of(patient: Patient, kind: str) -> Any:
    contacts = PatientContact.objects.filter(patient=patient)
    identifiers = PatientIdentifier.objects.filter(patient=patient)
    rows = {
        "phone": contacts.filter(kind=ContactKind.CELLPHONE),
        "email": contacts.filter(kind=ContactKind.EMAIL),
        "nrc": identifiers.filter(system=IdentifierSystem.NRC),
        "nupin": identifiers.filter(system=IdentifierSystem.NUPIN),
        "relative-nrc": PatientFamily.objects.filter(patient=patient),
    }
    return rows[kind].get() if kind in rows else patient


ANSWERS = {
    "phone": {"value": "0977123456", "other": "0966555444"},
    "email": {"value": "ema@example.com"},
    "nrc": {"value": "123456/10/1"},
    "nupin": {"value": "5010-0001-00009-9"},
    "relative-nrc": {"value": "123456/10/1"},
    "sex": {"sex": "F"},
    "birth": {"born_day": "12", "born_month": "3", "born_year": "1998"},
}


def test_every_kind_has_words_and_a_queue() -> None:
    assert KINDS.keys() == QUEUES.keys()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("clerk", 200),
        ("manager", 200),
        ("amina", 403),
        ("bela", 403),
        ("dario", 403),
        ("dpo", 403),
        ("sysadmin", 403),
    ],
)
def test_who_may_mend(
    broken: Patient, as_user: Any, request: pytest.FixtureRequest, who: str, status: int
) -> None:
    client = as_user(request.getfixturevalue(who))

    assert client.get("/patients/mend/").status_code == status
    assert client.get(reverse("patients:mend_kind", args=["phone"])).status_code == (
        302 if status == 200 else status
    )
    for kind in ANSWERS:
        assert client.get(link(kind, row_of(broken, kind))).status_code == status
        if status == 403:
            assert client.post(link(kind, row_of(broken, kind)), {"version": "1"}).status_code == status


@pytest.mark.parametrize("kind", ANSWERS)
def test_value_kept_elsewhere_does_not_exist(
    broken: Patient, manager: User, other_facility: Any, as_user: Any, write: Any, kind: str
) -> None:
    write(broken, facility=other_facility)
    client, address = as_user(manager), link(kind, row_of(broken, kind))

    assert client.get(address).status_code == 404
    assert client.post(address, {"version": "1", "answer": "none"}).status_code == 404
    assert counts(manager.actor)[kind] == 0


def test_kind_that_is_none_does_not_exist(clerk: User, ema: Patient, as_user: Any) -> None:
    client = as_user(clerk)

    assert client.get(reverse("patients:mend_kind", args=["names"])).status_code == 404
    assert client.get(link("names", ema)).status_code == 404


def test_overview_counts_by_kind(broken: Patient, clerk: User, as_user: Any) -> None:
    kinds = as_user(clerk).get("/patients/mend/").context["kinds"]

    assert {one["kind"]: one["count"] for one in kinds} == dict.fromkeys(ANSWERS, 1)


def test_overview_says_when_all_is_done(ema: Patient, clerk: User, as_user: Any) -> None:
    client = as_user(clerk)

    assert "Nothing to mend" in client.get("/patients/mend/").content.decode()
    assert client.get(reverse("patients:mend_kind", args=["phone"])).url == "/patients/mend/"


def test_two_numbers_in_one_field_are_suggested(broken: Patient, clerk: User, as_user: Any) -> None:
    response = as_user(clerk).get(link("phone", row_of(broken, "phone")))

    assert "0977123456 or 0966555444" in response.content.decode()
    assert response.context["form"]["value"].value() == "097 712 3456"
    assert response.context["form"]["other"].value() == "096 655 5444"


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_is_mended_and_gone(broken: Patient, clerk: User, as_user: Any, kind: str) -> None:
    client, row = as_user(clerk), row_of(broken, kind)
    address = link(kind, row)

    response = client.post(address, {"version": row.version, "answer": "save", **ANSWERS[kind]})

    assert response.url == "/patients/mend/"
    assert counts(clerk.actor)[kind] == 0
    again = client.post(address, {"version": row.version, "answer": "save", **ANSWERS[kind]})
    assert again.url == reverse("patients:mend_kind", args=[kind])


@pytest.mark.parametrize("kind", ["phone", "email", "nrc", "nupin", "relative-nrc"])
def test_none_is_an_answer(broken: Patient, clerk: User, as_user: Any, kind: str) -> None:
    row = row_of(broken, kind)

    response = as_user(clerk).post(
        link(kind, row), {"version": row.version, "answer": "none", "value": "rubbish"}
    )

    assert response.status_code == 302
    assert counts(clerk.actor)[kind] == 0


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("kind", ANSWERS)
def test_bad_input_is_told_and_nothing_is_written(
    broken: Patient, clerk: User, as_user: Any, kind: str, text: str
) -> None:
    row = row_of(broken, kind)
    for field in ANSWERS[kind]:
        sent = {"version": row.version, "answer": "save", **ANSWERS[kind], field: text}

        response = as_user(clerk).post(link(kind, row), sent)

        assert response.status_code == 200
        assert "There is a problem" in response.content.decode()
        assert "<script>alert" not in response.content.decode()
    assert counts(clerk.actor)[kind] == 1


def test_text_that_stood_there_is_no_answer(broken: Patient, clerk: User, as_user: Any) -> None:
    row = row_of(broken, "nrc")

    response = as_user(clerk).post(link("nrc", row), {"version": row.version, "value": "lost"})

    assert list(response.context["form"].errors) == ["value"]


def test_changed_meanwhile_is_told_and_the_next_press_saves(
    broken: Patient, clerk: User, as_user: Any, write: Any
) -> None:
    row = row_of(broken, "phone")
    write(row, version=5)
    client, sent = as_user(clerk), {"version": "1", "value": "0977123456"}

    response = client.post(link("phone", row), sent)

    assert "Somebody changed this" in response.content.decode()
    sent["version"] = response.context["form"]["version"].value()
    assert client.post(link("phone", row), sent).status_code == 302


def test_next_one_follows_and_one_can_be_skipped(broken: Patient, clerk: User, as_user: Any) -> None:
    second = register(by=clerk.actor, registration=registration(contacts=(phone("0955111222 / 0955111223"),)))
    client = as_user(clerk)
    first_link, second_link = link("phone", row_of(broken, "phone")), link("phone", row_of(second, "phone"))

    assert client.get(reverse("patients:mend_kind", args=["phone"])).url == first_link
    assert second_link in client.get(first_link).content.decode()
    assert client.post(first_link, {"version": "1", "value": "0977123456"}).url == second_link
    assert client.get(second_link).context["behind"] is None


def test_number_of_another_patient_is_told(broken: Patient, clerk: User, as_user: Any) -> None:
    other = register(by=clerk.actor, registration=registration())
    taken = row_of(other, "nupin").value

    response = as_user(clerk).post(link("nupin", row_of(broken, "nupin")), {"version": "1", "value": taken})

    assert list(response.context["form"].errors) == ["value"]


def test_record_of_no_known_facility_shows_initials_and_is_taken(
    ema: Patient, manager: User, as_user: Any, write: Any
) -> None:
    write(ema, facility=unknown_facility(), facility_given="Chainda HP")
    client, address = as_user(manager), link("facility", ema)

    text = client.get(address).content.decode()
    assert "There is a problem" in client.post(address, {"version": "1", "answer": "save"}).content.decode()
    client.post(address, {"version": "1", "answer": "save", "reason": "her card is from here"})

    assert "Chainda HP" in text
    assert "E. M." in text
    assert "Mwansa" not in text
    assert "123456/10/1" not in text
    ema.refresh_from_db()
    assert ema.facility_id == manager.actor.facility_id


def test_records_most_like_her_own_facility_come_first(
    ema: Patient, clerk: User, as_user: Any, write: Any
) -> None:
    near = register(by=clerk.actor, registration=registration())
    write(ema, facility=unknown_facility(), facility_given="Livingstone")
    write(near, facility=unknown_facility(), facility_given="Chainda H. Post")

    response = as_user(clerk).get(reverse("patients:mend_kind", args=["facility"]))

    assert response.url == link("facility", near)


@pytest.fixture
def twins(ema: Patient, clerk: User, other_facility: Any, write: Any) -> tuple[Patient, Patient, Patient]:
    """Three with one NRC, the last kept elsewhere."""
    here = register(by=clerk.actor, registration=registration(identity=identity(first_name="Eve")))
    there = register(
        by=clerk.actor, registration=registration(identity=identity(first_name="Zelda", surname="Zimba"))
    )
    write(there, facility=other_facility)
    return ema, here, there


def test_people_with_one_number_stand_side_by_side(twins: Any, clerk: User, as_user: Any) -> None:
    text = as_user(clerk).get(link("nrc-shared", row_of(twins[0], "nrc"))).content.decode()

    assert "MWANSA, Ema" in text
    assert "MWANSA, Eve" in text
    assert "Z. Z." in text
    assert "Zelda" not in text
    assert counts(clerk.actor)["nrc-shared"] == 2


def test_shared_number_may_be_right_as_written_with_a_reason(twins: Any, clerk: User, as_user: Any) -> None:
    row = row_of(twins[0], "nrc")
    address, sent = link("nrc-shared", row), {"version": row.version, "answer": "right"}

    assert "There is a problem" in as_user(clerk).post(address, sent).content.decode()
    assert as_user(clerk).post(address, {**sent, "reason": "both cards seen"}).status_code == 302
    assert counts(clerk.actor)["nrc-shared"] == 1


def test_shared_number_is_settled_with_a_reason(twins: Any, clerk: User, as_user: Any) -> None:
    client, row = as_user(clerk), row_of(twins[1], "nrc")
    address, sent = link("nrc-shared", row), {"version": row.version, "answer": "save"}

    same = client.post(address, {**sent, "value": row.value, "reason": "x"})
    without = client.post(address, {**sent, "value": "654321/10/1"})
    client.post(address, {**sent, "value": "654321/10/1", "reason": "seen on her card"})

    assert list(same.context["form"].errors) == ["value"]
    assert list(without.context["form"].errors) == ["reason"]
    row.refresh_from_db()
    assert row.value == "654321/10/1"
