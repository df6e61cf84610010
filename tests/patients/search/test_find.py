"""Finding by whatever was typed."""

import pytest

from patients import details
from patients.enums import IdentifierSystem
from patients.search import find
from patients.services.registration import register
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
    find(text, by=clerk.actor)


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

    with django_assert_max_num_queries(10):
        assert len(find("mulenga", by=clerk.actor).found) == 8


def test_the_names_of_relatives_do_not_find_her(clerk):
    mother = details.Relative(details.FamilyRelation.MOTHER, first_name="Xoliswa")
    register(by=clerk.actor, registration=registration(relatives=(mother,)))

    assert found("xoliswa", clerk) == []
