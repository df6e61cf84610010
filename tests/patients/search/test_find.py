"""Finding by whatever was typed."""

import random
import time

import pytest
from django.db import connection
from django.utils import timezone

from audit.acts import act
from patients import details
from patients.enums import FamilyRelation, IdentifierSystem, TextState
from patients.models import PatientContact
from patients.presenting import result_row
from patients.search import find
from patients.search.names import LONGEST_FORGIVEN
from patients.services.family import add_relative
from patients.services.registration import register
from patients.services.rows import relative_row
from tests.factories.patients import identity, phone, registration


def registered(user, first_name, surname, text="0977123456", **numbers):
    systems = {IdentifierSystem(system): value for system, value in numbers.items()}
    who = identity(first_name=first_name, surname=surname, identifiers=systems)
    return register(by=user.actor, registration=registration(identity=who, contacts=(phone(text),)))


def found(text, user):
    return [item.patient for item in find(text, by=user.actor).found]


@pytest.mark.parametrize(
    "text",
    [
        "098346/13/1", "98346/13/1", "098346131", "98346131", "098346-13-1", " 098346 13 1 ",
        "5010-010-12345-5", "5010010123455", "12345-5",
        "ART-0042-77", "art004277",
        "0977 401 223", "0977401223", "+260977401223", "260977401223", "+260 97 7401223", "977401223",
        "1223", "401-223",
        "Mary Mulenga", "MULENGA, Mary", "mulenga mary", "mul ma", "ng'andu", "NGANDU mary", "Ng’andu",
        "mulnga", "mulemga", "mlenga", "muelnga", "mulengaa", "Marry Mulenga", "mulegna m",
    ],
)  # fmt: skip
def test_she_is_found_however_it_is_written(clerk, text):
    mary = registered(
        clerk, "Mary Ng’andu", "Mulenga", "0977401223",
        nrc="98346/13/1", nupin="5010-010-12345-5", art_number="ART-0042-77",
    )  # fmt: skip
    registered(clerk, "Joyce", "Phiri", "0966111000", nrc="222222/22/1")

    assert found(text, clerk) == [mary]


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00", "?!", "1", "12", "Zzyzx", "999999/99/1", "%", "_", "\\", "(["]
)
def test_nobody_is_found_by_what_nobody_has(clerk, ema, text):
    results = find(text, by=clerk.actor)

    assert (results.found, results.count, results.more_than) == ([], 0, False)


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "1" * 10_000, "'; drop table", "a|b(c)[d]\\e", "\u202eema", "😀😀😀😀😀", "=1+1"]
)
def test_no_text_breaks_the_search(clerk, ema, text):
    results = find(text, by=clerk.actor)

    assert not results.too_much
    assert results.count == (text == "\u202eema")


def letters(count):
    return "".join(random.Random(7).choices("ab", k=count))


@pytest.mark.parametrize(
    "text",
    [letters(200), letters(120), " ".join([letters(LONGEST_FORGIVEN)] * 6), "banda" * 40, "a b c d e f"],
)
def test_long_words_are_answered_at_once(clerk, ema, text):
    started = time.monotonic()

    results = find(text, by=clerk.actor)

    assert time.monotonic() - started < 2
    assert (results.found, results.too_much) == ([], False)


def test_a_long_name_is_found_whole_and_with_a_slip(clerk):
    longest = "chimwemwe" * 5
    patient = registered(clerk, "Mary", longest)
    long = registered(clerk, "Agnes", "Nakamwalekanamukulu")

    assert found(longest, clerk) == [patient]
    assert found("Nakamwalekanamukolu", clerk) == [long]


def test_a_search_that_takes_too_long_is_given_up(clerk, ema, monkeypatch):
    def slow(*_args, **_more):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr("patients.search.finder.LONGEST_MILLISECONDS", 50)
    monkeypatch.setattr("patients.search.finder.by_name", slow)

    results = find("mwansa", by=clerk.actor)

    assert (results.found, results.count, results.too_much) == ([], 0, True)
    assert found("0977123456", clerk) == [ema]


@pytest.mark.parametrize("text", ["mulemga", "1223", "2345"])
def test_many_elsewhere_do_not_hide_one_kept_here(clerk, chiara, monkeypatch, text):
    monkeypatch.setattr("patients.search.ranking.MOST_CANDIDATES", 3)
    for number in range(6):
        registered(chiara, "Mary", "Mulenga", f"09774{number}1223", art_number=f"ART-{number}-2345")
    here = registered(clerk, "Mary", "Mulenga", "0977401223", art_number="ART-9-2345")
    for number in range(6):
        registered(chiara, "Mary", "Mulenga", f"09664{number}1223", art_number=f"ART-1{number}-2345")

    results = find(text, by=clerk.actor).found

    assert (results[0].patient, results[0].kept_here) == (here, True)
    assert len(results) < 13


@pytest.mark.parametrize("text", ["0977123456", "0966123457", "+260977123456", "123457"])
def test_each_of_two_numbers_in_one_field_finds_her(clerk, text):
    twice = registered(clerk, "Mary", "Mulenga", "0977123456 / 0966123457")
    registered(clerk, "Joyce", "Phiri", "0955000111")

    assert PatientContact.objects.get(patient=twice).state == TextState.TO_MEND
    assert found(text, clerk) == [twice]


def test_the_middle_of_a_good_number_does_not_find_her(clerk, ema):
    assert found("77123", clerk) == []


def test_a_whole_number_comes_before_one_that_holds_it(clerk):
    part = registered(clerk, "Agnes", "Zulu", art_number="9912345")
    whole = registered(clerk, "Zelipa", "Zulu", art_number="12345")

    assert found("12345", clerk) == [whole, part]


def test_a_whole_name_comes_before_its_beginning_and_that_before_a_slip(clerk):
    slip = registered(clerk, "Agnes", "Benda")
    beginning = registered(clerk, "Bertha", "Bandawe")
    whole = registered(clerk, "Zelipa", "Banda")

    assert found("banda", clerk) == [whole, beginning, slip]


def test_records_kept_here_come_first_among_equals(clerk, chiara):
    elsewhere = registered(chiara, "Agnes", "Banda")
    here = registered(clerk, "Agnes", "Banda")

    results = find("agnes banda", by=clerk.actor).found

    assert [(item.patient, item.kept_here) for item in results] == [(here, True), (elsewhere, False)]


def test_each_result_says_by_what_it_was_found(clerk):
    registered(clerk, "Mary", "Mulenga", "0977401223", nrc="98346/13/1")

    said = [find(text, by=clerk.actor).found[0].matched for text in ("98346/13/1", "0977401223", "mary")]

    assert said == ["identifier", "phone", "name"]


def test_the_count_tells_of_more_than_are_shown(clerk):
    for number in range(4):
        registered(clerk, "Mary", "Mulenga", f"097740122{number}")

    results = find("mulenga", by=clerk.actor, limit=2)

    assert (len(results.found), results.count, results.more_than) == (2, 4, False)


def test_more_than_are_counted_is_said(clerk, monkeypatch):
    monkeypatch.setattr("patients.search.finder.COUNTED", 3)
    for number in range(4):
        registered(clerk, "Mary", "Mulenga", f"097740122{number}")

    results = find("mulenga", by=clerk.actor)

    assert (results.count, results.more_than) == (3, True)


def test_a_page_of_results_costs_few_queries(clerk, django_assert_max_num_queries):
    for number in range(8):
        registered(clerk, "Mary", "Mulenga", f"097740122{number}")

    with django_assert_max_num_queries(12):
        assert len(find("mulenga", by=clerk.actor).found) == 8


def test_the_names_of_relatives_do_not_find_her(clerk):
    mother = details.Relative(details.FamilyRelation.MOTHER, first_name="Xoliswa")
    register(by=clerk.actor, registration=registration(relatives=(mother,)))

    assert found("xoliswa", clerk) == []


def mother(**said):
    return details.Relative(FamilyRelation.MOTHER, **said)


def shown_mother(patient, user):
    [item] = [item for item in find("mulenga", by=user.actor).found if item.patient == patient]
    return result_row(item.patient, kept_here=item.kept_here, on=timezone.localdate()).mother


def test_a_mother_who_is_a_patient_here_is_shown_by_her_record(clerk, ema):
    child = registered(clerk, "Mary", "Mulenga")
    add_relative(by=clerk.actor, patient_id=child.pk, relative=mother(relative_id=ema.pk))

    assert shown_mother(child, clerk) == "Ema Mwansa"


@act("patient.add_relative")
def put_relative(*, by, reason, patient, relative, rank=0):
    """A row as old records may hold it and the page would refuse."""
    relative_row(patient, relative, rank, by).save(force_insert=True)


def test_the_record_of_a_mother_kept_elsewhere_tells_nothing(clerk, chiara):
    child = registered(clerk, "Mary", "Mulenga")
    elsewhere = registered(chiara, "Ruth", "Zimba")
    put_relative(by=clerk.actor, reason="old", patient=child, relative=mother(relative_id=elsewhere.pk))

    assert shown_mother(child, clerk) == ""


def test_the_first_mother_there_is_shown(clerk):
    child = registered(clerk, "Mary", "Mulenga")
    for name in ("Ruth", "Grace"):
        add_relative(by=clerk.actor, patient_id=child.pk, relative=mother(first_name=name))

    assert shown_mother(child, clerk) == "Ruth"


def test_a_mother_of_a_later_rank_is_shown_when_there_is_none_before(clerk):
    child = registered(clerk, "Mary", "Mulenga")
    put_relative(by=clerk.actor, reason="old", patient=child, relative=mother(first_name="Grace"), rank=2)

    assert shown_mother(child, clerk) == "Grace"
