"""Two people change the same phone or address at once: the second sees what the first wrote, and the past stays as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from patients.models import Patient, PatientAddress, PatientContact
from patients.services.addresses import end_address
from patients.services.contacts import end_contact
from tests.patients.record.conftest import addresses_of_pages, filled
from tests.patients.record.conftest import day as boxes
from tests.patients.services.conftest import _backdate, days_ago

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def lived(ema: Patient, clerk: User) -> Patient:
    """Her phone and address have stood for a year."""
    _backdate(by=clerk.actor, patient=ema, since=days_ago(365))
    return ema


def day(days: int) -> dict[str, str]:
    when = days_ago(days)
    return {"since_0": str(when.day), "since_1": str(when.month), "since_2": str(when.year)}


def sent(form: Any, **answers: str) -> dict[str, str]:
    """What a browser sends for a form: its values, with answers."""
    values = {name: form[name].value() for name in form.fields}
    plain = {
        name: str(value)
        for name, value in values.items()
        if isinstance(value, str | int) and value is not True
    }
    when = form.fields["since"].widget
    names = [f"since{suffix}" for suffix in when.widgets_names]
    today = days_ago(0)
    plain |= dict(zip(names, map(str, (today.day, today.month, today.year)), strict=True))
    return {**plain, "how": "new", **answers}


def test_second_new_phone_is_a_conscious_change_of_the_one_that_is_open(
    lived: Patient, amina: User, bela: User, as_user: AsUser
) -> None:
    old = PatientContact.objects.get(patient=lived)
    address = reverse("patients:edit_contact", args=[lived.pk, old.pk])
    first, second = as_user(amina), as_user(bela)
    form_of_first = first.get(address).context["form"]
    form_of_second = second.get(address).context["form"]

    assert first.post(address, sent(form_of_first, text="0955222222")).status_code == 302
    answer = second.post(address, sent(form_of_second, text="0966111111"))

    assert answer.status_code == 409
    assert "Amina Phiri" in answer.content.decode()
    assert second.post(address, sent(answer.context["form"])).status_code == 302
    rows = list(PatientContact.objects.filter(patient=lived).order_by("valid"))
    assert [row.value for row in rows] == [old.value, "+260966111111"]
    assert rows[1].valid.upper is None


def test_second_move_is_a_conscious_change_of_the_address_that_is_open(
    lived: Patient, amina: User, bela: User, as_user: AsUser
) -> None:
    old = PatientAddress.objects.get(patient=lived)
    address = reverse("patients:edit_address", args=[lived.pk, old.pk])
    first, second = as_user(amina), as_user(bela)
    form_of_first = first.get(address).context["form"]
    form_of_second = second.get(address).context["form"]

    assert first.post(address, sent(form_of_first, area="Chelstone")).status_code == 302
    answer = second.post(address, sent(form_of_second, area="Avondale"))

    assert answer.status_code == 409
    assert second.post(address, sent(answer.context["form"])).status_code == 302
    rows = list(PatientAddress.objects.filter(patient=lived).order_by("valid"))
    assert [row.area for row in rows] == [old.area, "Avondale"]


def test_a_change_of_what_was_ended_meanwhile_is_no_correction_of_the_past(
    lived: Patient, amina: User, bela: User, as_user: AsUser
) -> None:
    old, home = PatientContact.objects.get(patient=lived), PatientAddress.objects.get(patient=lived)
    pages = {
        reverse("patients:edit_contact", args=[lived.pk, old.pk]): {"text": "0966111111"},
        reverse("patients:edit_address", args=[lived.pk, home.pk]): {"area": "Avondale"},
    }
    forms = {address: as_user(bela).get(address).context["form"] for address in pages}
    by = amina.actor
    end_contact(by=by, patient_id=lived.pk, contact_id=old.pk, version=old.version, last_day=days_ago(1))
    end_address(by=by, patient_id=lived.pk, address_id=home.pk, version=home.version, last_day=days_ago(1))

    for address, typed in pages.items():
        answer = as_user(bela).post(address, sent(forms[address], **typed, reason="x"))
        assert answer.status_code == 200
        assert "Add a new one instead" in answer.content.decode()
        assert next(iter(typed.values())) in answer.content.decode()
    assert PatientContact.objects.get(patient=lived).value == old.value
    assert PatientAddress.objects.get(patient=lived).area == home.area


@pytest.mark.parametrize(
    ("part", "typed"), [("contact", {"text": "0966111111"}), ("address", {"area": "Avondale"})]
)
def test_change_that_says_not_what_happened_is_no_correction_of_the_past(
    full: Patient, amina: User, bela: User, as_user: AsUser, part: str, typed: dict[str, str]
) -> None:
    first, second, page = as_user(amina), as_user(bela), addresses_of_pages(full)[f"edit_{part}"]
    late = filled(second, page, reason="x", **typed)
    del late["how"]
    first.post(page, filled(first, page, how="new", **boxes("since", days_ago(5))))

    answer = second.post(page, late)

    assert list(answer.context["form"].errors) == ["how"]
    assert second.post(page, {**late, "how": "wrong"}).status_code == 409


@pytest.mark.parametrize("part", ["contact", "address"])
def test_end_of_what_a_colleague_ended_keeps_what_was_typed(
    full: Patient, amina: User, bela: User, as_user: AsUser, part: str
) -> None:
    first, second, page = as_user(amina), as_user(bela), addresses_of_pages(full)[f"end_{part}"]
    late = filled(second, page, reason="lost in the river", **boxes("last_day", days_ago(1)))
    first.post(page, filled(first, page, **boxes("last_day", days_ago(3))))

    answer = second.post(page, late)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "lost in the river" in text
    assert "Nothing was saved: a colleague ended or removed it meanwhile" in text
    assert second.get(page).status_code == 404
