"""The one box that finds a woman. Nothing typed in it is refused: what can't be found finds nobody."""

from dataclasses import dataclass

from django.http import QueryDict

from patients.rules.names import tidy

FEW, MANY = 20, 100


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for, and how many lines are asked for."""

    text: str
    limit: int


def read_sought(data: QueryDict) -> Sought:
    """Read what the search box sent. Takes: the sent values. Gives: the text, bare at its ends, and 20 or 100 lines."""
    text = tidy(data.get("q", "").replace("\x00", ""))
    return Sought(text, MANY if data.get("limit") == str(MANY) else FEW)


def read_name(text: str) -> tuple[str, str]:
    """The name in a searched text, for a new registration.

    Takes: the text. Gives: first names and surname, the last word or what stands before a comma; both empty when it holds a digit.
    """
    words = tidy(text)[:200]
    if any(letter.isdigit() for letter in words):
        return "", ""
    surname, comma, rest = words.partition(",")
    if comma:
        return rest.strip(), surname.strip()
    first_names, _blank, last = words.rpartition(" ")
    return first_names, last
