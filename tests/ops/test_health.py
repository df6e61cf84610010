"""Health pages for load balancers."""

import pytest
from django.test import Client


def test_healthz_answers_without_a_database() -> None:
    assert Client().get("/healthz").content == b"ok"


@pytest.mark.django_db
def test_readyz_says_that_every_migration_is_there() -> None:
    answer = Client().get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"migrated": True}
