"""What a clerk types, step by step, and the way through the steps."""

from typing import Any

from django.test import Client
from django.urls import reverse

from patients.models import RegistrationDraft

IDENTITY = {
    "first_names": "Bupe",
    "surname": "Ng’andu",
    "sex": "F",
    "birth_known": "date",
    "birth_date_day": "27",
    "birth_date_month": "3",
    "birth_date_year": "1998",
    "nrc": "98346/13/1",
    "country": "Zambia",
}
CONTACT = {"phone": "0977 401 223", "owner": "own", "area": "Chainda"}
NO_PHONE = {"no_phone": "on"}


def begin(client: Client, **carried: str) -> str:
    """Press "Register a new patient". Gives: the draft's key."""
    response = client.post(reverse("patients:register"), carried)
    assert response.status_code == 302
    return response.headers["Location"].split("/")[3]


def send(client: Client, draft: str, step: str, answers: dict[str, Any]) -> Any:
    return client.post(reverse("patients:register_step", args=[draft, step]), answers)


def filled(client: Client, **changes: Any) -> str:
    """A draft with everything that must be answered. Gives: its key."""
    draft = begin(client)
    assert send(client, draft, "identity", {**IDENTITY, **changes}).status_code == 302
    assert send(client, draft, "contact", CONTACT).status_code == 302
    return draft


def review(draft: str) -> str:
    return reverse("patients:register_review", args=[draft])


def finish(client: Client, draft: str, **answers: str) -> Any:
    return client.post(review(draft), answers)


def kept(draft: str) -> dict[str, Any]:
    answers: dict[str, Any] = RegistrationDraft.objects.get(pk=draft).answers
    return answers
