"""A move begins with empty boxes, a correction with what is written; a correction of nothing is refused."""

from typing import Any

import pytest

from accounts.models import User
from patients.models import Patient, PatientAddress
from tests.patients.record.conftest import addresses_of_pages, day, filled
from tests.patients.services.conftest import days_ago

TEXTS = ("house_number", "road_street", "area", "city_town_village", "landmarks")


def test_the_page_asks_first_what_happened(full: Patient, amina: User, as_user: Any) -> None:
    page = as_user(amina).get(addresses_of_pages(full)["edit_address"]).content.decode()

    assert '<a href="?how=new">She moved</a>' in page
    assert '<a href="?how=wrong">It was written wrongly</a>' in page
    assert 'name="area"' not in page


def test_a_move_begins_with_empty_boxes_and_shows_the_old_address_beside_them(
    full: Patient, amina: User, as_user: Any
) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["edit_address"]
    answer = client.get(f"{address}?how=new")
    form = answer.context["form"]

    assert [form[name].value() for name in (*TEXTS, "district")] == [None] * 6
    assert "Chainda" in answer.content.decode()
    assert 'type="radio"' not in answer.content.decode()
    sent = filled(client, f"{address}?how=new", area="Chelstone", **day("since", days_ago(5)))
    assert client.post(address, sent).status_code == 302
    old, new = PatientAddress.objects.filter(patient=full).order_by("valid")
    assert (old.area, new.area, new.house_number or "") == ("Chainda", "Chelstone", "")


def test_a_correction_begins_with_what_is_written_and_asks_no_day(
    full: Patient, amina: User, as_user: Any
) -> None:
    client, address = as_user(amina), addresses_of_pages(full)["edit_address"]
    form = client.get(f"{address}?how=wrong").context["form"]

    assert form["area"].value() == "Chainda"
    assert "since" not in form.fields
    sent = filled(client, f"{address}?how=wrong", area="Chelstone", reason="misheard")
    assert client.post(address, sent).status_code == 302
    assert PatientAddress.objects.get(patient=full).area == "Chelstone"


@pytest.mark.parametrize("part", ["address", "contact"])
def test_a_correction_that_changes_nothing_is_told_and_not_saved(
    full: Patient, amina: User, as_user: Any, part: str
) -> None:
    client, address = as_user(amina), addresses_of_pages(full)[f"edit_{part}"]
    sent = filled(client, f"{address}?how=wrong", how="wrong", reason="x")
    rows = list(PatientAddress.objects.values()) + list(full.contacts.values())

    answer = client.post(address, sent)

    assert answer.status_code == 200
    assert "Nothing is changed" in answer.content.decode()
    assert list(PatientAddress.objects.values()) + list(full.contacts.values()) == rows


@pytest.mark.parametrize("how", ["", "x", "<b>", "NEW"])
def test_another_way_asks_what_happened(full: Patient, amina: User, as_user: Any, how: str) -> None:
    answer = as_user(amina).get(addresses_of_pages(full)["edit_address"], {"how": how})

    assert "What happened?" in answer.content.decode()
    assert "<b>" not in answer.content.decode()
