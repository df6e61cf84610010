"""Dates by heart, and what a form says about its faults."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from smartcare.forms.base import SmartForm
from smartcare.forms.dates import MemorableDateField, read_date, read_month, read_whole_date
from smartcare.forms.texts import PlainTextField


class Card(SmartForm):
    surname = PlainTextField(label="Family name", max_length=5)
    born = MemorableDateField(label="Date of birth", latest=lambda: date(2026, 11, 22))
    sex = forms.ChoiceField(label="Sex", choices=[("F", "Female"), ("M", "Male")], widget=forms.RadioSelect)


def card(**typed):
    return Card(
        {"surname": "Banda", "born_day": "27", "born_month": "3", "born_year": "1998", "sex": "F"} | typed
    )


@pytest.mark.parametrize(
    "typed",
    [("27", "3", "1998"), ("27", "03", "1998"), ("27", "Mar", "1998"), ("27", "march", "1998"),
     ("27/3/1998", "", ""), ("27 Mar 1998", "", ""), ("1998-03-27", "", "")],
)  # fmt: skip
def test_read_date_in_every_spelling(typed):
    assert read_date(typed) == date(1998, 3, 27)


@pytest.mark.parametrize(
    ("typed", "message", "parts"),
    [
        (("27", "", "1998"), "Enter a month", ("month",)),
        (("", "3", ""), "Enter a day and a year", ("day", "year")),
        (("27", "", ""), "Enter a month and a year", ("month", "year")),
        (("32", "3", "1998"), "Day must be a number from 1 to 31", ("day",)),
        (("27", "13", "1998"), "Month must be a number from 1 to 12, or a name such as Mar", ("month",)),
        (("27", "3", "98"), "Year must have 4 digits, such as 1998", ("year",)),
        (("30", "2", "2024"), "There is no 30 February 2024", ("day",)),
        (("3/4/1998", "", ""), "Enter the day, the month and the year in their own boxes", ("day",)),
        (("27\x00", "3", "1998"), "Day must be a number from 1 to 31", ("day",)),
    ],
)
def test_read_date_names_the_faulty_part(typed, message, parts):
    with pytest.raises(ValidationError) as refusal:
        read_date(typed)
    assert refusal.value.messages == [message]
    assert refusal.value.params["parts"] == parts


@pytest.mark.parametrize("text", ["", "ma", "13", "0", "xyz", "marching", "٣"])
def test_read_month_refuses_what_means_none(text):
    assert read_month(text) is None


def test_read_month_takes_sept():
    assert (read_month("Sept"), read_month("sep."), read_month("12")) == (9, 9, 12)


@pytest.mark.parametrize("text", ["3/4/1998", "27/3/98", "yesterday"])
def test_read_whole_date_refuses_what_can_mean_two_days(text):
    assert read_whole_date(text) is None


def test_date_field_gives_a_date_and_refuses_a_late_one():
    assert card().is_valid()
    assert card().fields["born"].clean(["27", "3", "1998"]) == date(1998, 3, 27)
    late = card(born_year="2027")
    assert late.errors["born"] == ["The date must be 22 Nov 2026 or earlier"]


def test_date_field_marks_only_the_faulty_box_and_keeps_what_was_typed():
    html = str(card(born_month="")["born"].as_field_group())
    assert html.count("aria-invalid") == 1
    assert 'id="id_born_1" aria-invalid="true"' in html or 'aria-invalid="true" id="id_born_1"' in html
    assert 'value="27"' in html
    assert 'value="1998"' in html


def test_date_field_when_empty_and_not_required_gives_none():
    assert MemorableDateField(required=False).clean(["", " ", ""]) is None


def test_error_summary_links_each_message_to_the_first_control_at_fault():
    form = card(surname="Mwansa-Banda", born_month="", sex="")
    assert [tuple(entry) for entry in form.error_summary()] == [
        ("Family name", "Family name must be 5 characters or fewer", "#id_surname"),
        ("Date of birth", "Enter a month", "#id_born_1"),
        ("Sex", "Choose an answer for “Sex”", "#id_sex_0"),
    ]


def test_text_keeps_inner_blanks_and_the_browser_never_cuts_it():
    form = card(surname=" A  B ")
    assert form.is_valid()
    assert form.cleaned_data["surname"] == "A  B"
    assert "maxlength" not in str(form["surname"])


def test_nul_is_refused_kindly():
    assert card(surname="Ba\x00").errors["surname"] == ["Remove the character that can’t be read"]


def test_required_text_is_asked_for_by_its_label():
    assert card(surname="").errors["surname"] == ["Fill in “Family name”"]
