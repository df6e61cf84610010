"""The patient page through HTTP, against the bare reading of its rows."""

from collections.abc import Callable
from itertools import count

from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.stage import clerk
from patients.services.registration import register
from tests.factories.patients import registration

_number = count(1000)
TABLES = ("patient_identifiers", "patient_contacts", "patient_address", "patient_family", "patient_personal")


def patient_page(client: int) -> Callable[[], object]:
    """The whole page: session, actor, the opening noted, all parts, the HTML."""
    user, actor = clerk(next(_number))
    patient = register(by=actor, registration=registration())
    browser = Client()
    browser.force_login(user)
    address = reverse("patients:record", args=[patient.pk])

    def get() -> None:
        response = browser.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"the page answered {response.status_code}")

    return get


def plain_reading(client: int) -> Callable[[], object]:
    """The rows of the page by bare SELECTs, with nothing around them."""
    _, actor = clerk(next(_number))
    patient = register(by=actor, registration=registration())

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM patient_core WHERE id = %s", [patient.pk])
            cursor.fetchall()
            for table in TABLES:
                cursor.execute(f"SELECT * FROM {table} WHERE patient_id = %s", [patient.pk])
                cursor.fetchall()

    return read
