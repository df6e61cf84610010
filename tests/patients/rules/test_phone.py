"""Phones: five legacy shapes and more, read into E.164 and shown as people say them."""

import pytest

from patients.rules.phone import last_digits, read_phone, show_phone
from patients.rules.reading import TextState


@pytest.mark.parametrize(
    "given",
    [
        "0977123456",
        "260977123456",
        "+260 97 7123456",
        "+260977123456",
        "97-7123456",
        "977123456",
        "097-7123456",
        " 0977 123 456 ",
        "(0977) 123456",
        "00260977123456",
        "+260 (0) 977 123456",
        "0977\u00a0123456",
        "\u200e+260977123456\u202c",
        "0977–123456",
    ],
)
def test_read_phone_in_any_shape_gives_e164(given: str) -> None:
    reading = read_phone(given)
    assert (reading.value, reading.state) == ("+260977123456", TextState.OK)


@pytest.mark.parametrize(
    "given", [None, "", "0", "00", "N/A", "none", "nil", "NIL", "unknown", "-", "   ", "\u00a0", "no phone"]
)
def test_read_phone_placeholder_says_none(given: str | None) -> None:
    assert read_phone(given).state is TextState.SAID_NONE


@pytest.mark.parametrize(
    "given",
    [
        "0952324704 / 0954074232",
        "0952324704,0954074232",
        "57125894",
        "12345",
        "0977123456 husband",
        "call Mary",
        "+977123456",
        "+0977123456",
        "0123456789",
        "09771234567",
        "+26097712345",
        "0977+123456",
        "26000977123456",
        "0263771234567",
        "٠٩٧٧١٢٣٤٥٦",
    ],
)
def test_read_phone_that_can_not_be_told_is_to_mend(given: str) -> None:
    reading = read_phone(given)
    assert (reading.value, reading.state) == (None, TextState.TO_MEND)


def test_read_phone_of_another_country_with_its_code_is_taken() -> None:
    assert read_phone("+263 77 123 4567").value == "+263771234567"


def test_read_phone_of_another_home_region_reads_its_trunk() -> None:
    assert read_phone("0771234567", "ZW").value == "+263771234567"
    assert read_phone("+260977123456", "ZW").value == "+260977123456"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("+260977123456", "097 712 3456"),
        ("+260211234567", "021 123 4567"),
        ("+263771234567", "+263 77 123 4567"),
        ("call Mary", "call Mary"),
        ("57125894", "57125894"),
    ],
)
def test_show_phone(value: str, shown: str) -> None:
    assert show_phone(value) == shown


def test_last_digits_ignores_punctuation() -> None:
    assert last_digits("+260 97-712 34 56", 4) == "3456"
    assert last_digits("12", 4) == "12"
    assert last_digits("none", 4) == ""
