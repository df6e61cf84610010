"""What was typed when the session ended: given back to who typed it, and to nobody else."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlencode

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from accounts import kept_form
from accounts.models import User
from patients.models import RegistrationDraft
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

TYPED = {"first_names": "Mutinta", "surname": 'O\'Brien "B" <i>'}
ENDED = "Your session has ended. Sign in again: what you typed is kept."
STILL_HERE = "What you typed is still here"


def send(client: Client, path: str, fields: dict[str, str]) -> object:
    return client.post(path, urlencode(fields), content_type="application/x-www-form-urlencoded")


def hidden(answer: object) -> dict[str, str]:
    page = answer.content.decode()
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return {unescape(name): unescape(value) for name, value in pairs}


def sign_in(client: Client, username: str, kept: str, password: str = PASSWORD) -> object:
    return send(
        client, reverse("account_login"), {"login": username, "password": password, "kept_form": kept}
    )


@pytest.fixture
def ended(clerk: User) -> tuple[Client, str]:
    """A browser whose session ended at the first step of a registration, and the address of that step."""
    client = Client()
    send(client, reverse("account_login"), {"login": "clerk", "password": PASSWORD})
    step = client.post(reverse("patients:register"))["Location"]
    client.session.flush()
    return client, step


def test_a_typed_step_survives_the_end_of_the_session(ended: tuple[Client, str]) -> None:
    client, step = ended

    asked = send(client, step, TYPED)
    back = sign_in(client, "clerk", hidden(asked)["kept_form"])
    fields = hidden(back)
    went_on = send(client, step, {name: fields[name] for name in TYPED})

    assert asked.status_code == 200
    assert ENDED in asked.content.decode()
    assert "no-store" in asked["Cache-Control"]
    assert STILL_HERE in back.content.decode()
    assert "no-store" in back["Cache-Control"]
    assert f'action="{step}"' in back.content.decode()
    assert {name: fields[name] for name in TYPED} == TYPED
    assert went_on.status_code in (200, 302)
    assert RegistrationDraft.objects.get().answers["identity"]["surname"] == TYPED["surname"]


def test_a_wrong_password_keeps_it_still(ended: tuple[Client, str]) -> None:
    client, step = ended
    kept = hidden(send(client, step, TYPED))["kept_form"]

    refused = sign_in(client, "clerk", kept, password="wrong")

    assert ENDED in refused.content.decode()
    assert STILL_HERE in sign_in(client, "clerk", hidden(refused)["kept_form"]).content.decode()


def test_another_person_gets_nothing(ended: tuple[Client, str], bela: User) -> None:
    client, step = ended
    kept = hidden(send(client, step, TYPED))["kept_form"]

    answer = sign_in(client, "bela", kept)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer.content == b""


def test_a_value_that_was_changed_is_ignored(ended: tuple[Client, str]) -> None:
    client, step = ended
    kept = hidden(send(client, step, TYPED))["kept_form"]

    assert sign_in(client, "clerk", "A" + kept)["Location"] == "/"


def test_a_value_older_than_an_hour_is_ignored(
    ended: tuple[Client, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, step = ended
    kept = hidden(send(client, step, TYPED))["kept_form"]
    monkeypatch.setattr(kept_form, "MAX_AGE_SECONDS", -1)

    assert sign_in(client, "clerk", kept)["Location"] == "/"


@pytest.mark.parametrize("path", ["//elsewhere.example/", "https://elsewhere.example/", "/no/such/page/"])
def test_only_a_page_of_ours_is_gone_on_with(clerk: User, path: str) -> None:
    value = {"user": str(clerk.pk), "place": None, "path": path, "fields": [["a", ["b"]]]}

    answer = sign_in(Client(), "clerk", signing.dumps(value, salt=kept_form.SALT))

    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "fields", [{"surname": "x" * kept_form.LARGEST_BODY}, {}, {"surname": "Banda", "new_password": "secret"}]
)
def test_what_can_not_be_kept_goes_to_sign_in(ended: tuple[Client, str], fields: dict[str, str]) -> None:
    client, step = ended

    answer = send(client, step, fields)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_reading_a_page_goes_to_sign_in(ended: tuple[Client, str]) -> None:
    client, step = ended

    assert client.get(step).status_code == 302


def test_a_browser_nobody_worked_in_keeps_nothing(ended: tuple[Client, str]) -> None:
    assert send(Client(), ended[1], TYPED).status_code == 302


def test_a_forged_cookie_keeps_nothing(ended: tuple[Client, str], bela: User) -> None:
    client, step = ended
    client.cookies[kept_form.COOKIE] = signing.dumps({"user": str(bela.pk), "place": None}, salt="other")

    assert send(client, step, TYPED).status_code == 302


def test_signing_out_is_not_kept(ended: tuple[Client, str]) -> None:
    assert send(ended[0], reverse("account_logout"), {"next": "/"}).status_code == 302


def test_a_form_without_its_token_is_refused(ended: tuple[Client, str]) -> None:
    _, step = ended
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ended[0].cookies

    refused = send(strict, step, TYPED)

    assert refused.status_code == 403
    assert "kept_form" not in refused.content.decode()


def test_tokens_hold_all_the_way(clerk: User) -> None:
    strict = Client(enforce_csrf_checks=True)

    def post(path: str, fields: dict[str, str], page: object) -> object:
        return send(strict, path, {**fields, "csrfmiddlewaretoken": hidden(page)["csrfmiddlewaretoken"]})

    login = reverse("account_login")
    answer = post(login, {"login": "clerk", "password": PASSWORD}, strict.get(login))
    assert answer.status_code == 302
    start = strict.get(reverse("patients:register"))
    step = post(reverse("patients:register"), {}, start)["Location"]
    form = strict.get(step)
    strict.session.flush()

    asked = post(step, TYPED, form)
    secret = {"login": "clerk", "password": PASSWORD, "kept_form": hidden(asked)["kept_form"]}
    back = post(login, secret, asked)
    post(step, TYPED, back)

    assert STILL_HERE in back.content.decode()
    assert RegistrationDraft.objects.get().answers["identity"]["surname"] == TYPED["surname"]


def test_the_place_of_work_comes_back_too(ended: tuple[Client, str], clerk: User) -> None:
    membership = clerk.memberships.get()
    client, step = ended
    worker = {"user": str(clerk.pk), "place": membership.pk}
    client.cookies[kept_form.COOKIE] = signing.dumps(worker, salt=kept_form.COOKIE_SALT)

    sign_in(client, "clerk", hidden(send(client, step, TYPED))["kept_form"])

    assert client.session["membership"] == membership.pk


def test_the_cookie_tells_no_name_and_ends_with_the_browser(
    clerk: User, as_user: Callable[[User], Client]
) -> None:
    client = as_user(clerk)
    client.get("/")
    cookie = client.cookies[kept_form.COOKIE]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == cookie["expires"] == ""
    assert signing.loads(cookie.value, salt=kept_form.COOKIE_SALT) == {"user": str(clerk.pk), "place": None}
    assert kept_form.COOKIE not in client.get("/").cookies
