"""Every address of SmartCare × every role. A new address fails here until it is placed."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.enums import Role
from accounts.models import User
from accounts.policies import (
    ADMIN_SITE,
    AUDIT_LOOK,
    MATRIX,
    PATIENTS_EDIT,
    PATIENTS_MEND,
    PATIENTS_OPEN,
    PATIENTS_REGISTER,
    PATIENTS_SEARCH,
    may,
)
from patients.models import Patient

ANYBODY = "anybody"
SIGNED_IN = "signed in"

PLACED = {
    "home": SIGNED_IN,
    "healthz": ANYBODY,
    "readyz": ANYBODY,
    "account_login": ANYBODY,
    "account_logout": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "accounts:workplace": SIGNED_IN,
    "patients:search": PATIENTS_SEARCH,
    "patients:register": PATIENTS_REGISTER,
    "patients:register_step": PATIENTS_REGISTER,
    "patients:register_review": PATIENTS_REGISTER,
    "patients:drafts": PATIENTS_REGISTER,
    "patients:discard": PATIENTS_REGISTER,
    "patients:record": PATIENTS_OPEN,
    "patients:print": PATIENTS_OPEN,
    "patients:as_of": PATIENTS_OPEN,
    "patients:edit_identity": PATIENTS_EDIT,
    "patients:add_contact": PATIENTS_EDIT,
    "patients:edit_contact": PATIENTS_EDIT,
    "patients:end_contact": PATIENTS_EDIT,
    "patients:add_address": PATIENTS_EDIT,
    "patients:edit_address": PATIENTS_EDIT,
    "patients:end_address": PATIENTS_EDIT,
    "patients:add_relative": PATIENTS_EDIT,
    "patients:edit_relative": PATIENTS_EDIT,
    "patients:remove_relative": PATIENTS_EDIT,
    "patients:edit_personal": PATIENTS_EDIT,
    "patients:mend": PATIENTS_MEND,
    "patients:mend_kind": PATIENTS_MEND,
    "patients:mend_one": PATIENTS_MEND,
}
# Django's own pages for the language of its scripts; they say nothing about anybody.
ADMIN = "admin:"


def _walk(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}", pattern


ALL = dict(_walk(get_resolver().url_patterns))
STAFF = list(Role)


def _address(name: str, patient: Patient) -> str:
    converters = ALL[name].pattern.converters
    values = {key: _value(key, type(converter).__name__, patient) for key, converter in converters.items()}
    return reverse(name, kwargs=values)


def _value(key: str, converter: str, patient: Patient) -> str:
    if converter == "UUIDConverter":
        return str(patient.pk) if key == "patient" else str(UUID(int=7))
    return {"step": "identity", "kind": "phone"}.get(key, "1")


@pytest.fixture
def cast(
    clerk: User, amina: User, bela: User, manager: User, dario: User, dpo: User, sysadmin: User
) -> dict[str, User]:
    people = (clerk, amina, bela, manager, dario, dpo, sysadmin)
    return {person.actor.role: person for person in people}


def test_every_address_is_placed() -> None:
    ours = {name for name in ALL if not name.startswith(ADMIN)}

    assert ours - set(PLACED) == set(), "place these in PLACED"
    assert set(PLACED) - ours == set(), "these are gone"


def test_every_role_is_in_the_matrix() -> None:
    assert set(MATRIX) == set(Role)


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, who in PLACED.items() if who != ANYBODY])
def test_nobody_signed_in_is_sent_to_sign_in(name: str, ema: Patient) -> None:
    address = _address(name, ema)

    for answer in (Client().get(address), Client().post(address)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(PLACED))
def test_each_role_gets_in_or_is_refused(
    name: str, cast: dict[str, User], ema: Patient, as_user: Callable[[User], Client]
) -> None:
    address, permission = _address(name, ema), PLACED[name]
    for role in STAFF:
        client = as_user(cast[role])
        allowed = permission in (ANYBODY, SIGNED_IN) or may(role, permission)
        answers = {client.get(address).status_code, client.post(address).status_code}
        assert max(answers) < 500, (role, answers)
        if allowed:
            assert 403 not in answers, (role, answers)
        else:
            assert 403 in answers, (role, answers)
            assert answers <= {403, 405}, (role, answers)


TRAIL = ("admin:audit_auditevent_", "admin:audit_signal_")
OF_THE_TRAIL = {"admin:audit_auditevent_event": {"place": "1-1"}, "admin:audit_signal_page": {"key": "1"}}
OPEN_TO_ALL = {"admin:login", "admin:logout", "admin:jsi18n"}


def _admin_names() -> set[str]:
    return {
        name for name, pattern in ALL.items() if name.startswith(ADMIN) and not pattern.pattern.regex.groups
    }


@pytest.mark.django_db
def test_admin_index_is_for_administrators_and_readers_of_the_trail(
    cast: dict[str, User], as_user: Callable[[User], Client]
) -> None:
    assert len(_admin_names()) > 5
    for role in STAFF:
        answer = as_user(cast[role]).get(reverse("admin:index"))
        allowed = may(role, ADMIN_SITE) or may(role, AUDIT_LOOK)
        assert answer.status_code == (200 if allowed else 403), role


@pytest.mark.django_db
def test_admin_pages_refuse_everybody_else(cast: dict[str, User], as_user: Callable[[User], Client]) -> None:
    for role in STAFF:
        if may(role, ADMIN_SITE):
            continue
        client = as_user(cast[role])
        for name in _admin_names() - OPEN_TO_ALL - {"admin:index"}:
            if name.startswith(TRAIL) and may(role, AUDIT_LOOK):
                continue
            assert client.get(reverse(name)).status_code == 403, (role, name)


@pytest.mark.django_db
def test_trail_is_open_to_its_readers_alone(
    cast: dict[str, User], ema: Patient, as_user: Callable[[User], Client]
) -> None:
    names = [name for name in ALL if name.startswith(TRAIL)]
    assert len(names) > 4
    for role in STAFF:
        client = as_user(cast[role])
        for name in names:
            address = (
                reverse(name, kwargs=OF_THE_TRAIL[name]) if name in OF_THE_TRAIL else _address(name, ema)
            )
            answers = {client.get(address).status_code, client.post(address).status_code}
            if may(role, AUDIT_LOOK):
                assert 403 not in answers, (role, name)
                assert answers <= {200, 302, 404, 405}, (role, name)
            else:
                assert answers == {403}, (role, name)


@pytest.mark.django_db
def test_head_is_answered_as_get_is(clerk: User, ema: Patient, as_user: Callable[[User], Client]) -> None:
    """A checker of links, or a browser that asks before it loads, sends HEAD."""
    client = as_user(clerk)
    for name in PLACED:
        address = _address(name, ema)
        if (asked := client.get(address)).status_code != 405:
            assert client.head(address).status_code == asked.status_code, name
