"""The SQL functions that normalise millions of rows give what the Python rules give for one."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilities.rules.names import fold_name
from patients.rules.email import read_email
from patients.rules.marital import read_marital
from patients.rules.names import name_key, tidy
from patients.rules.nrc import read_nrc
from patients.rules.nupin import read_nupin
from patients.rules.phone import read_phone
from patients.rules.placeholders import said_none
from patients.rules.sex import read_sex

pytestmark = pytest.mark.django_db

Rule = Callable[[str], Any]

RULES: dict[str, Rule] = {
    "smartcare_said_none": said_none,
    "smartcare_tidy": tidy,
    "smartcare_name_key": name_key,
    "smartcare_nrc": lambda text: read_nrc(text).value,
    "smartcare_nupin": lambda text: read_nupin(text).value,
    "smartcare_phone": lambda text: read_phone(text).value,
    "smartcare_email": lambda text: read_email(text).value,
    "smartcare_sex": read_sex,
    "smartcare_marital": read_marital,
    "smartcare_facility_key": fold_name,
}
STATES: dict[str, Rule] = {
    "smartcare_nrc": lambda text: read_nrc(text).state,
    "smartcare_nupin": lambda text: read_nupin(text).state,
    "smartcare_phone": lambda text: read_phone(text).state,
    "smartcare_email": lambda text: read_email(text).state,
}

WORDS = """
|0|00|-|--|?|N/A|n/a|N / A|n.a.|none|None.|NIL|nill|null|unknown|not known|no phone|no nrc|(none)|xxx
x|N|NA|Nandi|+|#|*|398346/13/1|98346/13/1|8346/13/1|1/1/1|398346131|98346131|398346-13-2|398346 13 3
398346/13/4|398346/13/0|000000/00/0|000000/00/1|000000/13/1|398346//13//1|/398346/13/1/|398346/131
39834O/13/1|3983461311|398346.13.1|398346\\13\\1|0/0/1|5010-010-12345-5|x-7a-00001-1
5010 010 12345 5|5010/010/12345/5|0000-000-00000-0|0-0-0-1|5010-010-12345-55|50100-1-1-1|0977123456
260977123456|+260 97 7123456|97-7123456|977123456|0952324704 / 0954074232|57125894|+263 77 123 4567
+977123456|00260977123456|+00260977123456|+2600977123456|2600977123456|+260 (0) 977 123456
0977123456 husband|+0977123456|00263771234567|000977123456|26000574442430
0260977123456|+260+977123456|800123456
0800123456|211234567|219234567|630123456|590123456|580123456|+26012345678|+260977123456789
+1234567890|+123456789|+1234567890123456|260260977123456|0630123456|++260977123456|260977123456+
26097712345|Female|FEMALE|female|f|F.|fe male|M|male|man|BOY|O|Other|intersex|U|fémale|Married
married|co-habiting|Living together|Widow|Never married|single|DIVORCED|Divorcée|seperated|a@b.org
A.B@Ex.ORG|not an email|a@b|a@@b.org|@b.org|a@-b.org|a b@c.org|a@b-.org|m.ng'andu13@example.org
a@b..org|a@b.o|Ng'andu|Ng’andu|NGʼANDU|José|JOSÉ|Łukasz|Ærø|Straße|ẞ|İstanbul|ı|ŉ|ﬁ|½|Ｍａｒｙ|王 Li
Banda-Phiri|M.Banda|J. P. Mwale|Мария|“Mary”|Mary\u00a0Jane|\u200fMary\u200e|\ufeff0977123456
0977\u00a0123\u2011456|٠٩٧٧١٢٣٤٥٦|Kalundu RHC|Kalundu R.H.C.|KALUNDU  RURAL HEALTH CENTRE
Chamubobo HP|H.P.|HP HP HP|HAHC|St. John's|Saint Johns Medical Center|Kalundu H/C|Ng’ombe & Sons
UTH – Women|(Ndola)|hp|HealthCenter|R H C|saint saint|\U0001f600|a\U0001f600b|e\u0301|\u0301|\u00b4
\u1e9b\u0323
"""
BLANKS = ["", " ", "\t", "\n", "\u00a0", "\u2003", "\x1f", "\x85", "\r\n"]
FORMS = ["0{}", "{}", "260{}", "+260{}", "+260 (0){}", "00260{}", "+{}", "00{}", "0 {} / 0{}"]


def nasty() -> list[str]:
    """Inputs that may break one twin: every shape padded with every kind of blank, and every phone range."""
    words = list(dict.fromkeys(WORDS.replace("\n", "|").split("|")))
    padded = [f"{blank}{word}{blank}" for word, blank in itertools.product(words, BLANKS)]
    ranges = [form.replace("{}", f"{head:02}1234567"[:9]) for form in FORMS for head in range(100)]
    return [*padded, *ranges, *(f"21{digit}123456" for digit in range(10)), "a" * 300, "-" * 300]


def answers(function: str, texts: list[str]) -> list[Any]:
    """What the database says. Takes: a function's name; texts. Gives: its answers in their order."""
    query = f"SELECT {function}(t) FROM unnest(%s::text[]) WITH ORDINALITY AS given (t, n) ORDER BY n"
    with connection.cursor() as cursor:
        cursor.execute(query, [texts])
        return [answer for (answer,) in cursor.fetchall()]


def states(function: str, texts: list[str]) -> list[str]:
    """The text states the database gives. Takes: the function that reads; texts. Gives: them in order."""
    state = f"smartcare_text_state(t, {function}(t))"
    query = f"SELECT {state} FROM unnest(%s::text[]) WITH ORDINALITY AS given (t, n) ORDER BY n"
    with connection.cursor() as cursor:
        cursor.execute(query, [texts])
        return [state for (state,) in cursor.fetchall()]


def assert_same(texts: list[str], rule: Rule, found: list[Any]) -> None:
    expected = [rule(text) for text in texts]
    differing = [row for row in zip(texts, expected, found, strict=True) if row[1] != row[2]]
    assert not differing, differing[:5]


@pytest.mark.parametrize("function", RULES)
def test_function_gives_what_the_rule_gives_on_nasty_inputs(function: str) -> None:
    assert_same(nasty(), RULES[function], answers(function, nasty()))


@pytest.mark.parametrize("function", STATES)
def test_text_state_gives_the_state_of_the_reading(function: str) -> None:
    assert_same(nasty(), STATES[function], states(function, nasty()))


# Characters that the rules know, so that generated texts come near the shapes; NUL can't be in a database
# text, and letters that a newer Unicode assigns may decompose on one side only.
_NEAR = st.text(alphabet="0123456789+/-. ()|\t\u00a0\u200f\u2013'’aAeEnNoOrRhHcCpPmMfFsStTzé&@,", max_size=18)
_ANY = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cn", "Co"), exclude_characters="\x00"), max_size=12
)
_PHONE = st.from_regex(r"\+?(00)?(260)?0?[2-9][0-9]{6,9}", fullmatch=True)
_NRC = st.from_regex(r"[0-9]{0,7}[/ -]{0,2}[0-9]{1,3}[/ -]{0,2}[0-4]", fullmatch=True)
_TEXTS = st.lists(_NEAR | _ANY | _PHONE | _NRC, min_size=1, max_size=60)


@pytest.mark.parametrize("function", RULES)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=_TEXTS)
def test_function_gives_what_the_rule_gives_on_generated_inputs(
    db: None, function: str, texts: list[str]
) -> None:
    assert_same(texts, RULES[function], answers(function, texts))


def test_nothing_given_says_none_and_reads_as_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT smartcare_said_none(NULL), smartcare_text_state(NULL, NULL), smartcare_sex(NULL),"
            " smartcare_nrc(NULL), smartcare_phone(NULL), smartcare_email(NULL), smartcare_nupin(NULL),"
            " smartcare_marital(NULL), smartcare_tidy(NULL), smartcare_name_key(NULL),"
            " smartcare_facility_key(NULL)"
        )
        row = cursor.fetchone()
    assert row == (True, "said_none", "U", None, None, None, None, None, None, None, None)


def test_functions_are_fit_for_indexes_and_parallel_plans() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE proname = ANY(%s)"
            " AND (provolatile <> 'i' OR proparallel <> 's')",
            [[*RULES, "smartcare_text_state"]],
        )
        assert cursor.fetchall() == []
