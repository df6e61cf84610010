"""Names: tidied for keeping, folded for searching and comparing.

Source: the legacy table (leading and trailing blanks, all capitals, Ng'andu with either apostrophe). Case is
never changed in what is kept: MULENGA may be how she writes it. The key is for search only and is never
shown.
"""

import re
import unicodedata

from patients.rules.characters import BLANKS, INVISIBLE, lower

APOSTROPHES = "'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\uff07"
# Letters that no decomposition turns into a plain one.
_LETTERS_FROM = "\u0110\u0111\u0141\u0142\u00d8\u00f8\u00d0\u00f0\u0131\u0126\u0127\u014a\u014b\u0166\u0167"
_LETTERS_TO = "ddllooddihhnntt"
_PAIRS = (
    ("\u00c6", "ae"), ("\u00e6", "ae"), ("\u0152", "oe"), ("\u0153", "oe"),
    ("\u00de", "th"), ("\u00fe", "th"), ("\u1e9e", "ss"), ("\u00df", "ss"),
)  # fmt: skip
_TO_BLANK = str.maketrans(BLANKS, " " * len(BLANKS))
_NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES + INVISIBLE)
_LETTERS = str.maketrans(_LETTERS_FROM, _LETTERS_TO, APOSTROPHES + INVISIBLE)
_ACCENTS = re.compile("[\u0300-\u036f]+")
# ASCII that is neither letter nor digit, the no-break space, and typesetters' dashes, quotes and dots.
_PUNCTUATION = re.compile(
    "[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f\u00a0"
    "\u00ab\u00b7\u00bb\u2010-\u2015\u201c-\u201e\u2022\u2212]+"
)
_SPACES = re.compile(" {2,}")


def tidy(text: str) -> str:
    """Trim and make every run of blanks one space.

    Takes: `text`. Gives: the text, its case unchanged. SQL twin: `smartcare_tidy`.
    """
    return _SPACES.sub(" ", text.translate(_TO_BLANK)).strip(" ")


def name_key(text: str) -> str:
    """The key under which spellings of one name meet.

    Takes: `text`, a name. Gives: small letters without accents or apostrophes, hyphens and dots as single
    blanks: `Ng’andu-BANDA` becomes `ngandu banda`. Other scripts keep their letters. SQL twin:
    `smartcare_name_key`.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_NO_APOSTROPHES))
    plain = _ACCENTS.sub("", lower(plain)).translate(_LETTERS)
    for letter, pair in _PAIRS:
        plain = plain.replace(letter, pair)
    return _PUNCTUATION.sub(" ", plain).strip(" ")
