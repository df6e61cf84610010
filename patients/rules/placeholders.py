"""What people write when there is nothing to write: N/A, none, 0, 000000/00/0.

Source: the legacy table, whose phones, identifiers and free texts hold these in every spelling.
Not for columns where "None" is an answer (religion, education).
"""

from patients.rules.characters import compact, lower

# Compared after blanks and dividers are taken out, so "N / A", "n.a." and "(N/A)" are all `na`.
WORDS = frozenset(
    {
        "na", "none", "nil", "nill", "null", "no", "nothing", "unk", "unknown", "notknown", "notapplicable",
        "notavailable", "notgiven", "notstated", "nonumber", "nophone", "nocell", "nocellphone", "nonrc",
        "noemail", "xx", "xxx",
    }
)  # fmt: skip
# A text of these (and dividers) alone says nothing either: "0", "000000/00/0", "?", "--", "+".
EMPTY = "0?*#+"


def said_none(text: str | None) -> bool:
    """Whether a text says that there is nothing to say.

    Takes: `text` as given, or None. Gives: True for nothing, blanks, placeholders and zeros. SQL twin:
    `smartcare_said_none`.
    """
    key = lower(compact(text or ""))
    return key in WORDS or not key.strip(EMPTY)
