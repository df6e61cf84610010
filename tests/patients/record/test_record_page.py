"""Reading a record."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from patients.details import Birth, Contact, Relative
from patients.enums import ContactKind, FamilyRelation, PhoneOwner
from patients.models import Patient, PatientContact, RecentPatient
from patients.services.contacts import change_contact, correct_contact
from patients.services.family import add_relative
from patients.services.registration import register
from tests.factories.patients import identity, phone, registration
from tests.patients.record.conftest import addresses_of_pages
from tests.patients.services.conftest import days_ago


def page(client: Any, patient: Patient, name: str = "record") -> str:
    response = client.get(reverse(f"patients:{name}", args=[patient.pk]))
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize("name", ["record", "print", "as_of"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("amina", 200),
        ("clerk", 200),
        ("bela", 200),
        ("manager", 200),
        ("chiara", 404),
        ("dario", 403),
        ("dpo", 403),
        ("sysadmin", 403),
    ],
)
def test_who_may_read(
    full: Patient, as_user: Any, request: pytest.FixtureRequest, name: str, who: str, status: int
) -> None:
    client = as_user(request.getfixturevalue(who))

    response = client.get(reverse(f"patients:{name}", args=[full.pk]))

    assert response.status_code == status
    assert (b"Mwansa" in response.content or b"MWANSA" in response.content) == (status == 200)


@pytest.mark.parametrize("name", ["record", "print", "as_of"])
def test_stranger_is_sent_to_sign_in(full: Patient, client: Any, name: str) -> None:
    address = reverse(f"patients:{name}", args=[full.pk])

    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_record_shows_every_section_and_no_name_in_its_title(
    full: Patient, amina: User, as_user: Any
) -> None:
    text = page(as_user(amina), full)

    for part in (
        "MWANSA, Ema",
        "123456/10/1",
        "097 712 3456",
        "12, Chainda, Chongwe",
        "Mwansa, Grace",
        "12 Mar 1998",
    ):
        assert part in text
    title = text.split("<title>")[1].split("</title>")[0]
    assert "Mwansa" not in title.title()


def test_opening_the_page_is_remembered(full: Patient, amina: User, as_user: Any) -> None:
    page(as_user(amina), full)

    assert RecentPatient.objects.filter(patient=full, actor_id=amina.actor.id).exists()


def test_record_tells_who_changed_a_number_when_and_why(
    settled: Patient, amina: User, bela: User, as_user: Any
) -> None:
    row = PatientContact.objects.get(patient=settled)
    new = change_contact(
        by=amina.actor,
        patient_id=settled.pk,
        contact_id=row.pk,
        version=row.version,
        contact=phone("0966555444", owner=PhoneOwner.PARTNER, owner_name="John"),
        since=days_ago(10),
    )
    correct_contact(
        by=bela.actor,
        reason="misheard",
        patient_id=settled.pk,
        contact_id=new.pk,
        version=new.version,
        contact=phone("0966555445", owner=PhoneOwner.PARTNER, owner_name="John"),
    )

    response = as_user(amina).get(reverse("patients:record", args=[settled.pk]))

    now, then = response.context["contacts"]
    assert (now.title, now.now, then.title, then.now) == ("096 655 5445", True, "097 712 3456", False)
    assert now.detail == "Her partner's: John; call this first"
    assert [(version.who, version.act, version.why, version.text) for version in now.versions] == [
        ("Bela Zulu", "Corrected", "misheard", "096 655 5445"),
        ("Amina Phiri", "New number", "", "096 655 5444"),
    ]
    assert response.context["header"]["phone"] == "096 655 5445 (Her partner's: John)"


def test_estimated_birth_is_shown_with_the_day_it_was_stated(clerk: User, as_user: Any) -> None:
    stated = Birth.from_age(28, date(2026, 3, 3))
    patient = register(by=clerk.actor, registration=registration(identity=identity(birth=stated)))

    text = page(as_user(clerk), patient)

    assert "stated as 28 on 3 Mar 2026" in text
    assert "about" in text


def test_text_to_mend_is_shown_as_given_with_a_tag(clerk: User, as_user: Any) -> None:
    other = Contact(kind=ContactKind.CELLPHONE, text="0977123456 or 0966555444")
    patient = register(by=clerk.actor, registration=registration(contacts=(other,)))

    text = page(as_user(clerk), patient)

    assert "0977123456 or 0966555444" in text
    assert "to mend" in text


def test_sex_and_birth_to_mend_are_shown_as_given(
    ema: Patient, clerk: User, as_user: Any, write: Any
) -> None:
    write(
        ema,
        sex="U",
        sex_given="Femle",
        date_of_birth=None,
        birth_precision="unknown",
        date_of_birth_given=date(2098, 3, 12),
    )

    text = page(as_user(clerk), ema)

    assert "Femle" in text
    assert "12 Mar 2098" in text


def test_links_to_change_are_for_those_who_may(
    full: Patient, amina: User, manager: User, as_user: Any
) -> None:
    mine, hers = page(as_user(amina), full), page(as_user(manager), full)

    addresses = addresses_of_pages(full)
    assert [name for name, address in addresses.items() if f'"{address}"' not in mine] == []
    assert [name for name, address in addresses.items() if f'"{address}"' in hers] == []


def test_mother_and_child_lead_to_each_other(full: Patient, clerk: User, as_user: Any) -> None:
    born = Birth.from_age(0, days_ago(0))
    baby = register(
        by=clerk.actor,
        registration=registration(identity=identity(first_name="Baby", birth=born, identifiers={})),
    )
    add_relative(
        by=clerk.actor, patient_id=baby.pk, relative=Relative(FamilyRelation.MOTHER, relative_id=full.pk)
    )

    mothers, babys = page(as_user(clerk), full), page(as_user(clerk), baby)

    assert "Child" in mothers
    assert reverse("patients:record", args=[baby.pk]) in mothers
    assert reverse("patients:record", args=[full.pk]) in babys


def test_relative_kept_elsewhere_shows_no_name_and_no_link(
    full: Patient, clerk: User, other_facility: Any, as_user: Any, write: Any
) -> None:
    other = register(
        by=clerk.actor, registration=registration(identity=identity(first_name="Zelda", surname="Zimba"))
    )
    add_relative(
        by=clerk.actor, patient_id=other.pk, relative=Relative(FamilyRelation.MOTHER, relative_id=full.pk)
    )
    write(other, facility=other_facility)

    text = page(as_user(clerk), full)

    assert "Z. Z., kept at Kasisi Rural Health Centre" in text
    assert "Zimba" not in text.title()
    assert reverse("patients:record", args=[other.pk]) not in text


def test_print_says_who_printed_and_the_way_back_stays_off_the_paper(
    full: Patient, amina: User, as_user: Any
) -> None:
    text = page(as_user(amina), full, "print")

    assert "Amina Phiri" in text
    assert "Chainda Health Post" in text
    assert text.count("<a ") == 1
    assert "sc-no-paper" in text[: text.index("<a ")].rsplit("<p", 1)[1]
    assert "<nav" not in text


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "=1+1", "\u202egnp.exe", "👶🏾", 'O\'Brien & "sons"']
)
def test_texts_are_shown_escaped(clerk: User, as_user: Any, text: str) -> None:
    patient = register(by=clerk.actor, registration=registration(identity=identity(first_name=text)))

    shown = page(as_user(clerk), patient)

    assert "<script>alert" not in shown
    assert shown.count("<h1") == 1


def test_print_leaves_out_what_is_over(settled: Patient, amina: User, as_user: Any) -> None:
    row = PatientContact.objects.get(patient=settled)
    change_contact(
        by=amina.actor,
        patient_id=settled.pk,
        contact_id=row.pk,
        version=row.version,
        contact=phone("0966555444"),
        since=days_ago(10),
    )

    text = page(as_user(amina), settled, "print")

    assert "096 655 5444" in text
    assert "097 712 3456" not in text


def test_record_takes_the_same_few_queries_however_much_stands_in_it(
    full: Patient, clerk: User, as_user: Any, django_assert_max_num_queries: Any
) -> None:
    client = as_user(clerk)
    for number in range(5):
        aunt = Relative(FamilyRelation.GUARDIAN, first_name=f"Aunt {number}")
        add_relative(by=clerk.actor, patient_id=full.pk, relative=aunt)

    with django_assert_max_num_queries(20):
        page(client, full)
