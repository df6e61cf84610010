"""Signing in and out, and what every answer carries."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client: Client, username: str, password: str, **extra: str) -> object:
    return client.post(reverse("account_login"), {"login": username, "password": password, **extra})


def test_right_password_lets_in(amina: User) -> None:
    client = Client()

    answer = sign_in(client, "amina", PASSWORD)

    assert answer["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("username", "password"), [("amina", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\x00", "b")]
)
def test_wrong_password_does_not(amina: User, username: str, password: str) -> None:
    client = Client()

    assert sign_in(client, username, password).status_code == 200
    assert client.get("/").status_code == 302


def test_a_disabled_person_does_not_get_in(amina: User) -> None:
    amina.is_active = False
    amina.save()
    client = Client()

    sign_in(client, "amina", PASSWORD)

    assert client.get("/").status_code == 302


def test_a_disabled_persons_session_is_worth_nothing(amina: User, as_user: Callable[[User], Client]) -> None:
    client = as_user(amina)
    assert client.get("/").status_code == 200
    amina.is_active = False
    amina.save()

    assert client.get("/").status_code == 302


def test_sign_in_gives_a_new_session(amina: User) -> None:
    client = Client()
    client.get(reverse("account_login"))
    sign_in(client, "amina", PASSWORD)
    first = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    sign_in(client, "amina", PASSWORD)

    assert client.cookies["sessionid"].value != first


def test_sign_out_needs_a_button(amina: User, as_user: Callable[[User], Client]) -> None:
    client = as_user(amina)
    client.get(reverse("account_logout"))
    assert client.get("/").status_code == 200

    client.post(reverse("account_logout"))
    assert client.get("/").status_code == 302


def test_after_sign_in_one_is_where_one_wanted_to_be(amina: User) -> None:
    client = Client()
    wanted = client.get("/patients/")["Location"]

    answer = client.post(wanted, {"login": "amina", "password": PASSWORD})

    assert answer["Location"] == "/patients/"


def test_sign_in_never_leads_to_another_host(amina: User) -> None:
    answer = sign_in(Client(), "amina", PASSWORD, next="https://elsewhere.example/")

    assert answer["Location"] == "/"


def test_there_is_no_sign_up() -> None:
    assert Client().get("/accounts/signup/").status_code == 404


def test_pages_are_not_kept_and_load_nothing_from_elsewhere(
    amina: User, as_user: Callable[[User], Client]
) -> None:
    answer = as_user(amina).get("/")

    assert "no-store" in answer["Cache-Control"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert len(answer["X-Request-ID"]) == 36


def test_a_form_from_elsewhere_is_refused_with_a_page(amina: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(amina)

    answer = client.post(reverse("accounts:workplace"), {"membership": "1"})

    assert answer.status_code == 403
    assert "<title>" in answer.content.decode()
