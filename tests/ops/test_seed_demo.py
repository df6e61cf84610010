"""Demo data: invented, complete, once, and never outside the demo."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts.models import User
from patients.models import Patient, PatientAddress, PatientContact, PatientFamily


def seed() -> str:
    out = StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_demo_has_everybody_and_something_to_look_at() -> None:
    said = seed()

    assert "invented patients" in said
    names = {"clerk", "midwife", "officer", "manager", "auditor", "dpo", "admin", "elsewhere"}
    assert set(User.objects.values_list("username", flat=True)) == names
    assert all(user.check_password("smartcare-demo") for user in User.objects.all())
    assert PatientAddress.history.filter(history_type="~").exists()
    assert PatientContact.history.filter(history_change_reason="It is her husband's phone").exists()
    assert PatientFamily.objects.filter(relative__isnull=False).exists()
    assert PatientContact.objects.filter(state="to_mend").exists()


@pytest.mark.django_db(transaction=True)
def test_a_second_run_adds_nothing() -> None:
    seed()
    before = Patient.objects.count(), User.objects.count()

    assert "already" in seed()
    assert (Patient.objects.count(), User.objects.count()) == before


@pytest.mark.django_db
def test_outside_the_demo_it_is_refused() -> None:
    with override_settings(SMARTCARE_DEMO=False), pytest.raises(CommandError, match="demo only"):
        seed()
    assert not User.objects.exists()
