"""The administrators' site: for system administrators alone; no persons, and no way to write about them."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, User
from audit.admin import TrailAdmin
from facilities.admin_base import KeptAdmin, LookOnlyAdmin
from facilities.models import District, DistrictProvince, Facility
from patients.models import (
    Patient,
    PatientAddress,
    PatientContact,
    PatientFamily,
    PatientIdentifier,
    PatientPersonal,
)

CLINICAL = [
    "patient",
    "patientidentifier",
    "patientcontact",
    "patientaddress",
    "patientfamily",
    "patientpersonal",
    "historicalpatientcontact",
    "historicalpatientaddress",
]
KEPT = ["facilities_province", "facilities_district", "facilities_facility", "accounts_user"]
PASSWORD = "a long enough secret 7"


@pytest.fixture
def site(sysadmin, as_user):
    return as_user(sysadmin)


def page(name: str, *args: object) -> str:
    return reverse(f"admin:{name}", args=args)


def every_page() -> list[str]:
    lists = [page(f"{name}_changelist") for name in KEPT]
    return [page("index"), *lists, *(page(f"patients_{name}_changelist") for name in CLINICAL)]


@pytest.mark.parametrize("who", ["amina", "clerk", "bela", "chiara", "manager", "dario", "dpo"])
def test_every_page_refused_to_every_other_role(request, as_user, who):
    client = as_user(request.getfixturevalue(who))
    for address in [*every_page(), page("facilities_province_add"), page("accounts_user_add")]:
        if address == page("index") and who in ("manager", "dario", "dpo"):
            continue  # They read the audit trail, and come to it from there.
        assert client.get(address).status_code in (302, 403), address
        assert client.post(address).status_code in (302, 403), address


def test_every_page_refused_to_nobody(client, db):
    for address in every_page():
        assert client.get(address).status_code == 302


def test_every_list_opens_for_the_system_administrator(site, ema):
    for address in every_page():
        assert site.get(address).status_code == 200, address


def test_administrator_whose_membership_ended_refused(site, sysadmin):
    Membership.objects.filter(user=sysadmin).update(valid=(date(2020, 1, 1), date(2021, 1, 1)))
    assert site.get(page("index")).status_code == 302


def test_only_known_tables_registered(db):
    """Sessions hold sign-ins, and groups and allauth's addresses are not used: none is here."""
    registered = {model._meta.label for model in admin.site._registry}
    clinical = {apps.get_model("patients", name)._meta.label for name in CLINICAL}
    kept = {"facilities.Province", "facilities.District", "facilities.Facility", "accounts.User"}
    assert registered == clinical | kept | {"audit.AuditEvent", "audit.Signal"}
    ours = KeptAdmin | LookOnlyAdmin | TrailAdmin
    assert all(isinstance(found, ours) for found in admin.site._registry.values())


def test_nothing_can_be_deleted(site, sysadmin, facility):
    for name, row in [
        ("facilities_facility", facility),
        ("accounts_user", sysadmin),
        ("facilities_district", facility.district),
    ]:
        assert site.post(page(f"{name}_delete", row.pk), {"post": "yes"}).status_code == 403
        answer = site.post(
            page(f"{name}_changelist"),
            {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"},
        )
        assert answer.status_code in (200, 302, 403)
        assert type(row).objects.filter(pk=row.pk).exists()


def of_the_person(patient: Patient) -> list[str]:
    """What must not be seen: every text about her, long enough not to stand in a page by chance."""
    texts = {patient.first_name, patient.surname}
    keys = {"id", "patient_id", "updated_by"}
    for model in (PatientIdentifier, PatientContact, PatientAddress, PatientFamily, PatientPersonal):
        for row in model.objects.filter(patient=patient).values():
            texts |= {value for name, value in row.items() if name not in keys and isinstance(value, str)}
    return sorted(text for text in texts if len(text) > 5 and text not in patient.facility.name)


@pytest.mark.parametrize("name", CLINICAL)
def test_clinical_pages_show_nothing_about_a_person(site, ema, name):
    model = apps.get_model("patients", name)
    pages = [site.get(page(f"patients_{name}_changelist"))]
    pages += [site.get(page(f"patients_{name}_change", row.pk)) for row in model.objects.all()[:3]]
    for answer in pages:
        assert answer.status_code == 200
        text = answer.content.decode()
        assert [secret for secret in of_the_person(ema) if secret in text] == []


@pytest.mark.parametrize("name", CLINICAL)
def test_clinical_tables_have_no_way_to_write(site, ema, name):
    model = apps.get_model("patients", name)
    before = list(model.objects.order_by("pk").values())
    row = model.objects.first()
    key = row.pk if row else ema.pk
    assert site.get(page(f"patients_{name}_add")).status_code == 403
    for address in [
        page(f"patients_{name}_add"),
        page(f"patients_{name}_change", key),
        page(f"patients_{name}_delete", key),
        page(f"patients_{name}_changelist"),
    ]:
        answer = site.post(
            address, {"version": 7, "post": "yes", "action": "delete_selected", "_selected_action": key}
        )
        assert answer.status_code == 403 or (row is None and answer.status_code == 302), address
    assert list(model.objects.order_by("pk").values()) == before


def test_clinical_pages_offer_no_button(site, ema):
    text = site.get(page("patients_patient_change", ema.pk)).content.decode()
    assert 'name="_save"' not in text
    assert "deletelink" not in text
    assert site.get(page("patients_patient_history", ema.pk)).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "surname__startswith=A",
        "first_name=Ema",
        "identifiers__value__contains=1",
        "contacts__value__startswith=%2B260",
        "facility__name=x",
    ],
)
def test_clinical_list_can_not_be_probed_through_its_address(site, ema, query):
    assert site.get(page("patients_patient_changelist") + "?" + query).status_code == 400


def test_clinical_pages_read_no_other_column(site, ema):
    contact = PatientContact.objects.first().pk
    with CaptureQueriesContext(connection) as queries:
        site.get(page("patients_patient_changelist"))
        site.get(page("patients_patientcontact_changelist"))
        site.get(page("patients_patientcontact_change", contact))
    asked = " ".join(query["sql"] for query in queries)
    assert '"patient_core"."version"' in asked
    hidden = "first_name|surname|date_of_birth|name_key|value|value_given|digits|owner_name|kind"
    assert re.findall(rf'"patient_\w+"\."({hidden})"', asked) == []


def test_role_matrix_grants_looking_at_patients_and_nothing_else(sysadmin, amina):
    assert sysadmin.has_perm("patients.view_patient")
    for refused in (
        "patients.change_patient",
        "patients.add_patient",
        "patients.delete_patient",
        "patients.open",
        "patients",
    ):
        assert not sysadmin.has_perm(refused)
    assert not sysadmin.has_perm("sessions.view_session")
    assert not amina.has_perm("patients.view_patient")


def membership(
    role: str, facility: Facility | None, first: str = "2026-01-01", last: str = ""
) -> dict[str, object]:
    return {
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 0,
        "memberships-0-role": role,
        "memberships-0-facility": facility.pk if facility else "",
        "memberships-0-valid_0": first,
        "memberships-0-valid_1": last,
    }


def new_user(**more: object) -> dict[str, object]:
    return {
        "username": "grace",
        "name": "Grace Sichone",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **more,
    }


NO_MEMBERSHIP = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}


def test_administrator_makes_an_account_with_a_membership(site, facility, client):
    answer = site.post(page("accounts_user_add"), new_user(**NO_MEMBERSHIP))
    assert answer.status_code == 302, answer.context["errors"]
    grace = User.objects.get(username="grace")
    change = {
        "username": "grace",
        "name": "Grace Sichone",
        "is_active": "on",
        **membership("midwife", facility),
    }
    answer = site.post(page("accounts_user_change", grace.pk), change)
    assert answer.status_code == 302, answer.context["errors"]
    assert grace.memberships.current().get().facility == facility
    assert client.login(username="grace", password=PASSWORD)


def test_account_of_a_name_taken_in_other_capitals_refused(site, amina):
    answer = site.post(page("accounts_user_add"), new_user(username="AMINA", **NO_MEMBERSHIP))
    assert answer.status_code == 200
    assert not User.objects.filter(username="AMINA").exists()


def test_flags_of_power_can_not_be_set(site, amina):
    text = site.get(page("accounts_user_change", amina.pk)).content.decode()
    assert not re.search(r'name="(is_superuser|is_staff|groups|user_permissions)"', text)
    change = {"username": "amina", "name": "Amina", "is_active": "on", "is_superuser": "on", "is_staff": "on"}
    assert site.post(page("accounts_user_change", amina.pk), {**change, **NO_MEMBERSHIP}).status_code == 302
    amina.refresh_from_db()
    assert (amina.name, amina.is_superuser, amina.is_staff) == ("Amina", False, False)


@pytest.mark.parametrize(
    ("role", "somewhere", "why"), [("auditor", True, "country-wide"), ("midwife", False, "Choose")]
)
def test_membership_whose_place_does_not_fit_the_role_refused_in_words(
    site, amina, other_facility, role, somewhere, why
):
    data = membership(role, other_facility if somewhere else None)
    answer = site.post(page("accounts_user_change", amina.pk), {"username": "amina", "name": "Amina", **data})
    assert answer.status_code == 200
    assert why in answer.content.decode()
    assert amina.memberships.count() == 1


def test_membership_twice_at_one_time_refused(site, amina, facility):
    data = {"username": "amina", "name": "Amina", **membership("clinical_officer", facility)}
    assert site.post(page("accounts_user_change", amina.pk), data).status_code == 200
    assert amina.memberships.count() == 1


def test_closed_account_can_not_sign_in(site, amina, client):
    data = {"username": "amina", "name": "Amina", **NO_MEMBERSHIP}
    assert site.post(page("accounts_user_change", amina.pk), data).status_code == 302
    assert not client.login(username="amina", password="tests-and-nothing-else")


def test_administrator_sets_a_password(site, amina, client):
    data = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    answer = site.post(page("auth_user_password_change", amina.pk), data)
    assert answer.status_code == 302
    assert client.login(username="amina", password=PASSWORD)


def test_move_of_a_district_is_two_dated_rows(site):
    district = District.objects.get(name="Kafue")
    row = district.provinces.get()
    southern = DistrictProvince.objects.filter(province__name="Southern").first().province_id
    data = {
        "name": "Kafue",
        "other_names": "",
        "provinces-TOTAL_FORMS": 2,
        "provinces-INITIAL_FORMS": 1,
        "provinces-0-id": row.pk,
        "provinces-0-district": district.pk,
        "provinces-0-province": row.province_id,
        "provinces-0-valid_0": "",
        "provinces-0-valid_1": "2030-01-01",
        "provinces-1-district": district.pk,
        "provinces-1-province": southern,
        "provinces-1-valid_0": "2030-01-01",
        "provinces-1-valid_1": "",
    }
    assert site.post(page("facilities_district_change", district.pk), data).status_code == 302
    assert district.provinces.get(valid__contains=date(2031, 1, 1)).province.name == "Southern"
    overlapping = {**data, "provinces-TOTAL_FORMS": 3, "provinces-INITIAL_FORMS": 2}
    second = district.provinces.exclude(pk=row.pk).get()
    overlapping |= {"provinces-1-id": second.pk, "provinces-2-district": district.pk}
    overlapping |= {"provinces-2-province": row.province_id, "provinces-2-valid_0": "2031-01-01"}
    assert site.post(page("facilities_district_change", district.pk), overlapping).status_code == 200
    assert district.provinces.count() == 2


def test_facility_found_by_its_code_and_shows_its_row(site, facility):
    Facility.objects.filter(pk=facility.pk).update(list_row={"Name": "CHAINDA <b>HP</b>"})
    text = site.get(page("facilities_facility_changelist") + f"?q={facility.mfl_code}").content.decode()
    assert "Chainda Health Post" in text
    text = site.get(page("facilities_facility_change", facility.pk)).content.decode()
    assert "CHAINDA &lt;b&gt;HP&lt;/b&gt;" in text
    assert 'name="list_row"' not in text


def test_facility_changed_in_an_act(site, facility):
    data = {
        "name": "Chainda Rural Health Centre",
        "district": facility.district_id,
        "mfl_code": facility.mfl_code,
        "facility_type": "rural_health_centre",
        "ownership": "government",
        "setting": "rural",
        "operation_status": "operational",
    }
    answer = site.post(page("facilities_facility_change", facility.pk), data)
    assert answer.status_code == 302, answer.context["errors"]
    facility.refresh_from_db()
    assert facility.name_key == "chainda rural health centre"
    assert facility.dhis2_uid is None


def test_two_facilities_without_codes_can_be_added(site, facility):
    data = {"district": facility.district_id, "facility_type": "unknown", "ownership": "unknown"}
    data |= {"setting": "unknown", "operation_status": "unknown"}
    for name in ("New Post A", "New Post B"):
        assert site.post(page("facilities_facility_add"), {**data, "name": name}).status_code == 302
    assert Facility.objects.filter(mfl_code=None, dhis2_uid=None, name__startswith="New Post").count() == 2


def test_unknown_facility_can_not_be_changed(site):
    unknown = Facility.objects.get(is_unknown=True)
    assert site.get(page("facilities_facility_change", unknown.pk)).status_code == 200
    assert site.post(page("facilities_facility_change", unknown.pk), {"name": "Known"}).status_code == 403


def test_pages_keep_the_content_security_policy(site, ema, amina):
    """No script or style stands in the page, so `script-src 'self'; style-src 'self'` blocks nothing."""
    addresses = [
        *every_page(),
        page("accounts_user_add"),
        page("accounts_user_change", amina.pk),
        page("auth_user_password_change", amina.pk),
        page("facilities_facility_change", ema.facility_id),
        page("facilities_district_change", District.objects.first().pk),
        page("patients_patient_change", ema.pk),
    ]
    for address in addresses:
        answer = site.get(address)
        policy = answer["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        text = answer.content.decode()
        assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", text) == [], (
            address
        )
        assert (
            re.findall(
                r"<style|\sstyle=|\son[a-z]+=|javascript:|https?://(?!testserver)[^\"']*\.(?:js|css)", text
            )
            == []
        ), address


def test_account_of_a_name_taken_in_other_capitals_refused_in_words(site, amina):
    text = site.post(page("accounts_user_add"), new_user(username="AMINA", **NO_MEMBERSHIP)).content.decode()
    assert "Somebody has this user name already, capitals or not." in text
    assert "user_username_any_case" not in text


def test_facility_refused_in_words(site, facility):
    data = {"name": "Post", "facility_type": "unknown", "ownership": "unknown", "setting": "unknown"}
    data |= {"operation_status": "unknown", "mfl_code": "12", "longitude_deg": "1"}
    text = site.post(page("facilities_facility_add"), data).content.decode()
    for words in ("The MFL code has eight digits.", "Give both coordinates or none.", "Choose the district."):
        assert words in text
    complete = {**data, "mfl_code": "", "longitude_deg": ""}
    assert "Choose the district." in site.post(page("facilities_facility_add"), complete).content.decode()
    assert "facility_" not in re.sub(r'(name|id|for|class|href|data-[\w-]+)="[^"]*"', "", text)


def test_no_constraint_is_told_by_its_name(db):
    """Every rule of a table that can be changed here has words; what a column alone demands, Django words well."""
    named = [
        constraint.name
        for model, found in admin.site._registry.items()
        if isinstance(found, KeptAdmin)
        for table in (model, *(inline.model for inline in found.inlines))
        for constraint in table._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert named == []


def test_dates_of_a_period_are_named(site, amina):
    text = site.get(page("accounts_user_change", amina.pk)).content.decode()
    for number, name in enumerate(("From", "Until (that day no longer)")):
        assert f'<label for="id_memberships-0-valid_{number}">{name}</label>' in text


@pytest.mark.parametrize(
    ("first", "last"), [("2026-02-01", "2026-01-01"), ("2026-01-01", "2026-01-01"), ("x", "")]
)
def test_period_that_can_not_be_refused(site, amina, other_facility, first, last):
    data = {"username": "amina", "name": "Amina", **membership("midwife", other_facility, first, last)}
    answer = site.post(page("accounts_user_change", amina.pk), data)
    assert answer.status_code == 200
    assert "membership_period" not in answer.content.decode()
    assert amina.memberships.count() == 1


CRAFTED = [
    "pk__regex=(((",
    "last_login__year=99999",
    "name__regex=(((",
    "id__range=1",
    "password__startswith=a",
    "id__exact=1",
]
OFFERED = {
    "accounts_user": [
        "is_active__exact=1",
        "is_active__exact=x",
        "memberships__role__exact=midwife",
        "memberships__role__exact=x",
    ],
    "facilities_facility": [
        "facility_type__exact=health_post",
        "facility_type__exact=x",
        "district__id__exact=1",
        "district__id__exact=x",
        "district__id__exact=99999999999999999999",
        "district__id__exact=%00",
    ],
}


@pytest.mark.parametrize("query", CRAFTED)
@pytest.mark.parametrize(
    "table", ["accounts_user", "facilities_facility", "facilities_district", "facilities_province"]
)
def test_filter_typed_into_the_address_is_refused(
    table: str, query: str, sysadmin: User, as_user: Callable[[User], Client]
) -> None:
    assert as_user(sysadmin).get(f"{reverse(f'admin:{table}_changelist')}?{query}").status_code == 400


@pytest.mark.parametrize(
    ("table", "query"), [(table, query) for table, queries in OFFERED.items() for query in queries]
)
def test_filter_of_the_list_never_fails_whatever_its_value(
    table: str, query: str, sysadmin: User, as_user: Callable[[User], Client]
) -> None:
    answer = as_user(sysadmin).get(f"{reverse(f'admin:{table}_changelist')}?{query}")

    assert answer.status_code in (200, 302, 400)
