"""Who signed in, failed, was locked out, signed out or was refused: events, without what was typed."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from uuid_utils.compat import uuid7

from accounts.models import User
from tests.audit.conftest import events
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def _try(client: Client, username: str, password: str) -> None:
    client.post(reverse("account_login"), {"login": username, "password": password})


def test_sign_in_and_sign_out_are_events(amina: User, client: Client) -> None:
    _try(client, "amina", PASSWORD)
    client.post(reverse("account_logout"))

    rows = events("act LIKE 'accounts.sign%%'")
    assert [(row["action"], row["actor_id"], row["program"]) for row in rows] == [
        ("L", str(amina.pk), "web"),
        ("O", str(amina.pk), "web"),
    ]


def test_wrong_password_says_whose_account_and_not_what_was_typed(amina: User, client: Client) -> None:
    _try(client, "amina", "a-wrong-password")
    _try(client, "nobody-of-this-name", "a-wrong-password")

    rows = events("action = 'F'")
    assert [row["actor_id"] for row in rows] == [str(amina.pk), None]
    assert "nobody" not in str(rows)
    assert "a-wrong-password" not in str(rows)


def test_too_many_attempts_are_an_event(amina: User, client: Client) -> None:
    cache.clear()
    for _number in range(11):
        _try(client, "amina", "a-wrong-password")

    assert [row["actor_id"] for row in events("action = 'K'")] == [str(amina.pk)]
    cache.clear()


def test_refused_page_is_an_event(dario: User, as_user: AsUser) -> None:
    assert as_user(dario).get(reverse("patients:register")).status_code == 403

    [row] = events("action = 'N'")
    assert (row["actor_id"], row["act"], row["payload"]) == (
        dario.actor.id,
        "patients:register",
        {"method": "GET", "status": 403},
    )


def test_patient_who_is_not_there_for_her_is_an_event(amina: User, as_user: AsUser) -> None:
    key = uuid7()

    assert as_user(amina).get(reverse("patients:record", args=[key])).status_code == 404

    assert [(row["patient_id"], row["act"]) for row in events("action = 'N'")] == [(key, "patients:record")]


def test_address_that_never_was_is_none(amina: User, as_user: AsUser) -> None:
    as_user(amina).get("/nowhere/")

    assert events("action = 'N'") == []
