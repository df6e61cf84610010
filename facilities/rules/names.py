"""Facility names folded, so that spellings of one name meet.

Source: the Master Facility List and the legacy table, which hold the facility as free text: all capitals,
double and trailing blanks, RHC beside Rural Health Centre, HP beside Health Post, Center beside Centre, St
beside St. and Saint, straight and curly apostrophes. Misspellings proper are left to trigram similarity over
these keys.
"""

import re
import unicodedata

# Whole words in small letters; applied in this order, each once from left to right.
ABBREVIATIONS = (
    ("h a h c", "hahc"),
    ("r h c", "rhc"),
    ("u h c", "uhc"),
    ("z h c", "zhc"),
    ("h p", "hp"),
    ("h c", "hc"),
    ("healthcentre", "health centre"),
    ("healthcenter", "health centre"),
    ("healthpost", "health post"),
    ("center", "centre"),
    ("hosp", "hospital"),
    ("hahc", "hospital affiliated health centre"),
    ("rhc", "rural health centre"),
    ("uhc", "urban health centre"),
    ("zhc", "zonal health centre"),
    ("hp", "health post"),
    ("hc", "health centre"),
    ("saint", "st"),
    ("mount", "mt"),
    ("limited", "ltd"),
)

_APOSTROPHES = str.maketrans("", "", "'`\u00b4\u2018\u2019\u02bc\u2032\u200b\u200e\u200f\ufeff")
_CAPITALS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_OTHER = re.compile("[^0-9a-z]+")


def fold_name(text: str) -> str:
    """The key of a facility name.

    Takes: `text`, a name as given. Gives: small ASCII letters and digits, single blanks, abbreviations
    written out: `KALUNDU R.H.C.` becomes `kalundu rural health centre`; '' for nothing. SQL twin:
    `smartcare_facility_key`.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).translate(_CAPITALS)
    words = " " + _OTHER.sub(" ", _ACCENTS.sub("", plain).replace("&", " and ")).strip(" ") + " "
    for short, long in ABBREVIATIONS:
        words = words.replace(f" {short} ", f" {long} ")
    return words.strip(" ")
