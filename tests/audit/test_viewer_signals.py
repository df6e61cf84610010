"""The pages of days worth a look: who sees them, and how one is closed."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from uuid_utils.compat import uuid7

from accounts.models import User
from audit.enums import Action
from audit.reads import note
from tests.audit.conftest import events

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[User], Client]
LIST = reverse("admin:audit_signal_changelist")


@pytest.fixture
def page(settings: object, clerk: User) -> str:
    """A clerk who opened three records, where two are many. Gives: the page of that signal."""
    settings.AUDIT_SIGNALS |= {"patients_a_day_at_least": 3}  # type: ignore[attr-defined]
    for _number in range(3):
        note(Action.READ, by=clerk.actor, what="test.page", patients=[uuid7()])
    call_command("find_signals", verbosity=0)
    return LIST


def _only(client: Client) -> str:
    lines = client.get(LIST).context["signals"]
    assert [line["reason"] for line in lines] == ["Opened 3 records; no days before to compare"]
    return reverse("admin:audit_signal_page", args=[lines[0]["signal"].pk])


@pytest.mark.parametrize("who", ["dario", "dpo", "sysadmin", "manager"])
def test_reader_sees_a_signal_and_the_way_to_its_events(
    who: str, page: str, request: pytest.FixtureRequest, clerk: User, as_user: SignIn
) -> None:
    client = as_user(request.getfixturevalue(who))

    answer = client.get(_only(client))

    assert "Clara Tembo" in answer.content.decode()
    there = client.get(answer.context["line"]["events"])
    assert {line.event.actor_id for line in there.context["lines"]} == {clerk.actor.id}


@pytest.mark.parametrize("who", ["clerk", "amina", "bela"])
def test_others_are_refused(who: str, page: str, request: pytest.FixtureRequest, as_user: SignIn) -> None:
    assert as_user(request.getfixturevalue(who)).get(LIST).status_code == 403


def test_signal_is_closed_by_a_remark_and_once(page: str, dario: User, dpo: User, as_user: SignIn) -> None:
    first, second = as_user(dario), as_user(dpo)
    where = _only(first)

    empty = first.post(where, {"remark": " "})
    assert "remark" in empty.context["form"].errors
    first.post(where, {"remark": "A busy <b>day</b>."})
    late = second.post(where, {"remark": "Mine."}, follow=True)

    assert "a colleague looked at it before you" in late.content.decode()
    assert second.get(LIST).context["signals"] == []
    kept = second.get(f"{LIST}?all=1").context["signals"]
    assert [(line["signal"].looked_by_name, line["signal"].remark) for line in kept] == [
        ("Dario Sakala", "A busy <b>day</b>.")
    ]
    assert "A busy &lt;b&gt;day&lt;/b&gt;." in second.get(where).content.decode()
    [event] = events("table_name = 'audit_signals' AND action = 'U'")
    assert (event["actor_name"], event["act"]) == ("Dario Sakala", "audit.look_at_signal")


def test_look_at_a_signal_is_an_event(page: str, dario: User, as_user: SignIn) -> None:
    client = as_user(dario)
    client.get(_only(client))

    assert [row["act"] for row in events("action = 'S'")][-2:] == ["audit.signals", "audit.signal"]


@pytest.mark.parametrize("key", ["0", "999999999"])
def test_signal_that_is_not_there_is_404(key: str, dario: User, as_user: SignIn) -> None:
    assert as_user(dario).get(f"{LIST}{key}/").status_code == 404
