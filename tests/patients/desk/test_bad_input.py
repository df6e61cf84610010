"""Whatever is typed in any box: a kind word or kept and escaped; never an error page, never in an address or a log."""

import logging

import pytest

from patients.forms.register import BY_SLUG
from patients.models import Patient
from tests.patients.desk.answers import CONTACT, IDENTITY, begin, filled, finish, kept, review, send

GOOD = {"identity": IDENTITY, "contact": CONTACT, "family": {}, "personal": {}}
BAD = {
    "long": "x" * 10_000,
    "digits": "9" * 10_000,
    "quotes": 'O\'Brien "x" `y`',
    "tags": "<script>alert(1)</script><img src=x>",
    "nul": "Bu\x00pe",
    "rtl": "\u202eepuB\u202c",
    "emoji": "👩🏾‍🍼",
    "formula": "=cmd|' /C calc'!A0",
    "sql": "'; DROP TABLE patient_core; --",
    "template": "{{ 7|add:7 }}{% csrf_token %}",
    "percent": "%(label)s %s %d",
    "newlines": "a\r\nb\tc",
    "surrogate": "\ufffd\ufffe",
    "zero width": "\u200b\u200d",
}
DATES = {"identity": "birth_date", "contact": "since"}
CONTROLS = {
    step: [name for name in form.form.base_fields if name not in ("confirmed", *DATES.values())]
    + [f"{DATES[step]}_{part}" for part in ("day", "month", "year") if step in DATES]
    for step, form in BY_SLUG.items()
}


def unharmed(page):
    assert page.status_code in (200, 302)
    assert "<script>alert" not in page.content.decode()
    assert "<img src" not in page.content.decode()


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
@pytest.mark.parametrize("step", BY_SLUG)
def test_any_text_in_any_box_is_answered_kindly(as_user, clerk, step, text):
    client = as_user(clerk)
    draft = begin(client)

    for name in CONTROLS[step]:
        response = send(client, draft, step, {**GOOD[step], name: text})
        assert response.status_code in (200, 302), name
        assert text.replace("\x00", "") == kept(draft)[step][name]
        unharmed(response)
    unharmed(client.get(review(draft)))


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
@pytest.mark.parametrize("step", BY_SLUG)
def test_a_text_in_every_box_at_once_registers_or_is_explained(as_user, clerk, step, text):
    client = as_user(clerk)
    draft = filled(client)
    free = [name for name in CONTROLS[step] if name in BY_SLUG[step].form.base_fields]
    answers = {
        **GOOD[step],
        **{name: text for name in free if not hasattr(BY_SLUG[step].form.base_fields[name], "choices")},
    }

    response = send(client, draft, step, answers)
    if response.status_code == 200 and not response.context["form"].errors:
        mark = response.context["form"].warning_mark
        assert send(client, draft, step, {**answers, "confirmed": mark}).status_code == 302
    unharmed(client.get(f"/patients/register/{draft}/{step}/"))
    unharmed(client.get(review(draft)))
    done = finish(client, draft)

    assert done.status_code in (200, 302)
    assert Patient.objects.exists() is (done.status_code == 302)


def test_nothing_typed_stands_in_an_address_or_a_log(as_user, clerk, caplog):
    caplog.set_level(logging.DEBUG)
    client = as_user(clerk)
    places = []
    for text in ("Bupe", "0977401223"):
        client.post("/patients/", {"q": text}, follow=True)
    draft = begin(client, first_names="Bupe", surname="Ng’andu")
    for step, answers in GOOD.items():
        places.append(send(client, draft, step, answers).headers["Location"])
    places.append(finish(client, draft).headers["Location"])

    written = " ".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    for secret in ("Bupe", "andu", "0977", "401", "98346", "Chainda", "1998"):
        assert not any(secret in place.partition("register/")[2][37:] for place in places)
        assert secret not in written


def test_page_titles_hold_no_name(as_user, clerk):
    client = as_user(clerk)
    draft = filled(client)

    for url in ("/", "/patients/drafts/", f"/patients/register/{draft}/identity/", review(draft)):
        title = client.get(url).content.decode().partition("<title>")[2].partition("</title>")[0]
        assert "SmartCare" in title
        assert "Bupe" not in title
