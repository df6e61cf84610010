"""The search page: who may use it, what it shows, and what stays out of addresses."""

import re

import pytest
from django.urls import reverse

from patients.details import Relative
from patients.enums import FamilyRelation, IdentifierSystem
from patients.services.registration import register
from tests.factories.patients import identity, phone, registration

URL = "/patients/"


@pytest.fixture
def mary(clerk):
    who = identity(
        first_name="Mary",
        surname="Banda",
        identifiers={
            IdentifierSystem.NRC: "98346/13/1",
            IdentifierSystem.NUPIN: "5010-010-12345-5",
            IdentifierSystem.ART_NUMBER: "ART-42",
        },
    )
    mother = Relative(FamilyRelation.MOTHER, first_name="Ruth", surname="Zimba")
    return register(
        by=clerk.actor,
        registration=registration(identity=who, contacts=(phone("0977401223"),), relatives=(mother,)),
    )


def test_the_empty_page_waits_for_typing_or_a_scanner(as_user, clerk):
    page = as_user(clerk).get(URL).content.decode()

    assert 'method="post"' in page
    assert "autofocus" in page
    assert "Register a new patient" not in page


def test_a_result_shows_what_the_legacy_screen_promised(as_user, clerk, mary):
    page = as_user(clerk).post(URL, {"q": "banda mary"}, follow=True).content.decode()

    for shown in (
        "1 patient found", "BANDA, Mary", "12 Mar 1998 (28 years)", "Female", "097 740 1223",
        "5010-010-12345-5", "ART-42", "Ruth Zimba", reverse("patients:record", args=[mary.pk]),
    ):  # fmt: skip
        assert shown in page


def test_a_record_kept_elsewhere_is_a_partial_line(as_user, chiara, mary):
    page = as_user(chiara).post(URL, {"q": "banda"}, follow=True).content.decode()

    for shown in ("M. B.", "Kept at Chainda Health Post", "1998", "ends in 223"):
        assert shown in page
    for hidden in ("Mary", "BANDA,", "12 Mar", "740", "5010", "ART-42", "Ruth", "98346", str(mary.pk)):
        assert hidden not in page


def test_nobody_found_is_said_and_leads_to_registering_with_the_name(as_user, clerk):
    page = as_user(clerk).post(URL, {"q": "Bupe Mary Ng’andu"}, follow=True).content.decode()

    assert "No patient found" in page
    assert 'name="first_names" value="Bupe Mary"' in page
    assert 'name="surname" value="Ng’andu"' in page


def test_a_number_is_not_carried_into_a_registration(as_user, clerk):
    page = as_user(clerk).post(URL, {"q": "Bupe 98346/13/1"}, follow=True).content.decode()

    assert "Register a new patient" in page
    assert 'name="first_names"' not in page


def test_a_name_with_a_comma_is_carried_surname_first(as_user, clerk):
    page = as_user(clerk).post(URL, {"q": "BANDA, Mary Ann"}, follow=True).content.decode()

    assert 'name="first_names" value="Mary Ann"' in page
    assert 'name="surname" value="BANDA"' in page


def test_show_more_asks_for_up_to_a_hundred(as_user, clerk):
    for number in range(22):
        register(by=clerk.actor, registration=registration(contacts=(phone(f"09774012{number}"),)))
    client = as_user(clerk)

    few = client.post(URL, {"q": "mwansa"}, follow=True).content.decode()
    many = client.post(URL, {"q": "mwansa", "limit": "100"}, follow=True).content.decode()

    assert (few.count("MWANSA, Ema"), many.count("MWANSA, Ema")) == (20, 22)
    assert "22 patients found" in few
    assert "Show more" in few
    assert "Show more" not in many


@pytest.mark.parametrize("limit", ["1000000", "-1", "x", "\x00"])
def test_a_limit_of_ones_own_is_not_taken(as_user, clerk, ema, limit):
    assert as_user(clerk).post(URL, {"q": "mwansa", "limit": limit}, follow=True).status_code == 200


@pytest.mark.parametrize("text", ["", "  ", "\x00"])
def test_nothing_typed_asks_to_type(as_user, clerk, text):
    assert "Type a name or a number" in as_user(clerk).post(URL, {"q": text}, follow=True).content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "9" * 10_000,
        "<script>alert(1)</script>",
        "'\"><img>",
        "\u202eBanda",
        "😀😀😀😀",
        "=1+1",
        "%%%%",
        "\x00Banda",
    ],
)
def test_whatever_is_typed_comes_back_escaped(as_user, clerk, text):
    response = as_user(clerk).post(URL, {"q": text}, follow=True)

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert "<img>" not in response.content.decode()


def test_a_search_in_the_address_is_not_made(as_user, clerk, mary):
    assert "BANDA" not in as_user(clerk).get(URL, {"q": "banda"}).content.decode()


def test_the_manager_finds_but_is_not_offered_to_register(as_user, manager, mary):
    page = as_user(manager).post(URL, {"q": "banda"}, follow=True).content.decode()

    assert "BANDA, Mary" in page
    assert "Register a new patient" not in page


def test_a_search_leads_to_an_address_that_shows_it_again_and_tells_nothing(as_user, clerk, mary):
    client = as_user(clerk)

    first = client.post(URL, {"q": "banda mary"})
    second = client.post(URL, {"q": "0977401223"})

    for answer in (first, second):
        assert answer.status_code == 302
        assert re.fullmatch(r"/patients/\?look=[\w-]{16}", answer["Location"])
    assert first["Location"] != second["Location"]
    for _again in range(2):
        assert "BANDA, Mary" in client.get(first["Location"]).content.decode()
    assert "no-store" in client.get(first["Location"])["Cache-Control"]


def test_nothing_typed_leads_back_to_the_box(as_user, clerk):
    assert as_user(clerk).post(URL, {"q": " "})["Location"] == "/patients/?look="


def test_only_the_latest_searches_are_kept_cut_to_what_is_read(as_user, clerk, mary):
    client = as_user(clerk)
    oldest = client.post(URL, {"q": "banda"})["Location"]
    later = [client.post(URL, {"q": "banda " + "x" * 9000})["Location"] for _ in range(5)]

    assert "no longer kept" in client.get(oldest).content.decode()
    assert all("no longer kept" not in client.get(one).content.decode() for one in later)
    assert [len(text) for _token, text, _limit in client.session["looks"]] == [200] * 5


@pytest.mark.parametrize("token", ["x", "%00", "../", "<b>", "x" * 5000])
def test_an_unknown_search_shows_the_empty_box_with_a_kind_line(as_user, clerk, mary, token):
    answer = as_user(clerk).get(f"{URL}?look={token}")

    assert answer.status_code == 200
    assert "This search is no longer kept" in answer.content.decode()
    assert "autofocus" in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_a_search_is_shown_to_nobody_else_and_not_after_signing_out(as_user, clerk, amina, mary):
    client = as_user(clerk)
    address = client.post(URL, {"q": "banda"})["Location"]

    assert "BANDA" not in as_user(amina).get(address).content.decode()
    client.logout()
    assert client.get(address).status_code == 302
    client.force_login(clerk)
    assert "no longer kept" in client.get(address).content.decode()


@pytest.mark.parametrize("role", ["dario", "dpo", "sysadmin"])
def test_other_roles_are_refused(as_user, request, role):
    client = as_user(request.getfixturevalue(role))

    assert client.get(URL).status_code == 403
    assert client.post(URL, {"q": "banda"}).status_code == 403


def test_nobody_signed_in_is_sent_to_the_sign_in_page(client, db):
    assert client.post(URL, {"q": "banda"}).headers["Location"] == "/accounts/login/?next=/patients/"
