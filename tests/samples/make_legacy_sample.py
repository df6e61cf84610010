"""Make the small legacy tables and the small facility list the tests load: invented, with every known fault.

Run `python tests/samples/make_legacy_sample.py`; the same seed gives the same bytes. In CSV `\\N` is
NULL and an empty field is the empty string, as PostgreSQL's COPY writes them.
"""

import csv
import random
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.samples import legacy_faults as faults
from tests.samples.facilities_small import HEADER as FACILITY_HEADER
from tests.samples.facilities_small import facilities

SEED = 20261122
NULL = r"\N"
HERE = Path(__file__).resolve().parent
COLUMNS = [
    "id", "first_name", "surname", "date_of_birth", "is_estimated_dob", "sex", "nrc",
    "under_five_card_number", "napsa", "nupin", "art_number", "no_nrc", "country", "cellphone",
    "other_cellphone", "landline", "email", "house_number", "road_street", "area", "city_town_village",
    "landmarks", "mothers_name", "mothers_surname", "mother_deceased", "mothers_nrc",
    "mothers_napsa_pspf", "mothers_nationality", "fathers_name", "fathers_surname", "father_deceased",
    "fathers_nrc", "fathers_napsa_pspf", "fathers_nationality", "guardian_name", "guardian_surname",
    "guardian_relationship", "guardian_nrc", "guardian_napsa_pspf", "guardian_nationality",
    "marital_status", "spouse_first_name", "spouse_surname", "home_language", "other_home_language",
    "is_born_in_zambia", "province_of_birth", "district_of_birth", "birth_place", "religious_category",
    "religious_denomination", "other_religious_denomination", "education_level", "other_education_level",
    "occupation", "other_occupation", "facility", "registration_date", "last_updated",
]  # fmt: skip
TODAY = date(2026, 11, 22)
FEMALE = [
    "Tamara", "Lushomo", "Kasuba", "Mutinta", "Nosiku", "Chipego", "Bupe", "Luyando", "Mwangala",
    "Natasha", "Thabo", "Womba", "Zelipa", "Inonge",
]  # fmt: skip
MALE = [
    "Kelvin", "Mainza", "Lubasi", "Chola", "Simasiku", "Jabes", "Kondwani", "Musole", "Davy", "Mulope",
    "Elijah", "Fanwell",
]  # fmt: skip
SURNAMES = [
    "Kalaluka",
    "Mwiinde",
    "Chisanga",
    "Nyambose",
    "Sitwala",
    "Kabinda",
    "Lungwebungu",
    "Mukelabai",
    "Hachoombe",
    "Zimbwe",
    "Katebe",
]
LANGUAGES = ("Bemba", "Nyanja", "Tonga", "Lozi", "Kaonde", "Lunda", "Luvale", "English")
PROVINCES = (
    "Central",
    "Copperbelt",
    "Eastern",
    "Lusaka",
    "North-Western",
    "Northwestern",
    "Southern",
    "Western",
)
PLACES = ("Kabanze", "Mulobwe", "Chilunje", "Old Camp", "Nang'oma", "Site 4")

Row = dict[str, str]


def plain_row(draw: random.Random, number: int, facility: str) -> Row:
    """A row without faults.

    Takes: the source of chance; its id; the facility's name. Gives: all 59 columns.
    """
    row = dict.fromkeys(COLUMNS, NULL)
    woman = draw.random() < 0.75
    born = TODAY - timedelta(days=draw.randint(30, 60 * 365))
    years = (TODAY - born).days // 365
    estimated = draw.random() < 0.35
    registered = datetime(2012, 1, 1, 8) + timedelta(minutes=draw.randint(0, 7_500_000))
    row |= {
        "id": str(number),
        "first_name": draw.choice(FEMALE if woman else MALE),
        "surname": draw.choice(SURNAMES),
        "date_of_birth": f"{born.year}-01-01" if estimated else born.isoformat(),
        "is_estimated_dob": "t" if estimated else "f",
        "sex": "Female" if woman else "Male",
        "no_nrc": "f" if years >= 16 else "t",
        "country": "Zambia",
        "cellphone": f"0{draw.choice((95, 96, 97, 75, 76, 77))}{draw.randint(0, 9_999_999):07}",
        "city_town_village": draw.choice(PLACES),
        "mothers_name": draw.choice(FEMALE),
        "mothers_surname": draw.choice(SURNAMES),
        "mother_deceased": draw.choice("fffft"),
        "mothers_nationality": draw.choice(("Zambian", "Zambia", "Malawi", NULL)),
        "home_language": draw.choice(LANGUAGES),
        "is_born_in_zambia": draw.choice(("t", "t", "f", NULL)),
        "province_of_birth": draw.choice(PROVINCES),
        "district_of_birth": draw.choice(("Lumana", "Kafue", "Mansa")),
        "birth_place": draw.choice(("Clinic", "Home", "Hospital", NULL)),
        "facility": facility,
        "registration_date": registered.isoformat(" "),
        "last_updated": (registered + timedelta(hours=draw.randint(1, 9000))).isoformat(" "),
    }
    fill_identifiers(draw, row, years)
    fill_relatives(draw, row, years)
    fill_life(draw, row, years)
    return row


def fill_identifiers(draw: random.Random, row: Row, years: int) -> None:
    """Give a row the identifiers and the address of its age.

    Takes: the source of chance; the row, changed; full years.
    """
    serial = f"{draw.randint(1, 99_999):05}"
    row["nupin"] = (
        f"{draw.randint(1000, 9999)}-{draw.randint(100, 999)}-{serial}-{sum(map(int, serial)) % 10}"
    )
    if years >= 16:
        row["nrc"] = f"{draw.randint(100_000, 999_999)}/{draw.randint(10, 99)}/{draw.choice('1111123')}"
        row["mothers_nrc"] = draw.choice(
            (NULL, NULL, f"{draw.randint(100_000, 999_999)}/{draw.randint(10, 99)}/1")
        )
    if years < 5:
        row["under_five_card_number"] = f"U5/{draw.randint(0, 99_999):05}"
    if draw.random() < 0.15:
        row["art_number"] = f"{draw.randint(1000, 9999)}-{serial}-{draw.randint(0, 9)}"
    if years >= 18 and draw.random() < 0.2:
        row["napsa"] = f"{draw.randint(0, 999_999_999):09}"
        row["email"] = f"person{row['id']}@example.org"
        row["landline"] = f"0211{draw.randint(0, 999_999):06}"
    row["house_number"] = draw.choice((NULL, str(draw.randint(1, 900))))
    row["road_street"] = draw.choice((NULL, "Plot 40", "Musa Rd"))
    row["area"] = draw.choice((NULL, "Kalundula", "Site and Service"))
    row["landmarks"] = draw.choice((NULL, "near the borehole"))


def fill_relatives(draw: random.Random, row: Row, years: int) -> None:
    """Give a row its father, guardian and spouse.

    Takes: the source of chance; the row, changed; full years.
    """
    if draw.random() < 0.7:
        row |= {
            "fathers_name": draw.choice(MALE),
            "father_deceased": draw.choice("fft"),
            "fathers_nationality": "Zambia",
        }
        row["fathers_surname"] = draw.choice((row["surname"], NULL))
    if years < 18 and draw.random() < 0.5:
        row |= {"guardian_name": draw.choice(FEMALE), "guardian_surname": row["surname"]}
        row["guardian_relationship"] = draw.choice(("Aunt", "Uncle", "Sister", "Grandmother"))
    row["marital_status"] = "Single"
    if years >= 18 and draw.random() < 0.6:
        row["marital_status"] = draw.choice(("Married", "married", "Cohabiting", "Divorced", "Widowed"))
        row |= {"spouse_first_name": draw.choice(MALE), "spouse_surname": row["surname"]}


def fill_life(draw: random.Random, row: Row, years: int) -> None:
    """Give a row its culture, education and work.

    Takes: the source of chance; the row, changed; full years.
    """
    row["religious_category"] = draw.choice(("Christian", "Christian", "Islam", "None"))
    denominations = {"Christian": draw.choice(("UCZ", "SDA", "Catholic")), "Islam": "Sunni", "None": ""}
    row["religious_denomination"] = denominations[row["religious_category"]]
    row["education_level"] = draw.choice(("None", "Primary", "Secondary", "Tertiary", NULL))
    row["occupation"] = draw.choice(("Farmer", "Teacher", "Trader", "Other")) if years >= 18 else "Student"
    if row["occupation"] == "Other":
        row["other_occupation"] = "Fish trader"


def legacy_rows() -> list[Row]:
    """The legacy table.

    Gives: about 220 rows; each fault stands on rows of its own, so that counts can be told.
    """
    draw = random.Random(SEED)
    names = [row["Name"] for row in facilities()]
    rows: list[Row] = []
    number = 0
    for fault in [{}] * 60 + faults.all_faults():
        number += draw.choice((1, 1, 1, 1, 2, 7))
        rows.append(plain_row(draw, number, draw.choice(names)) | fault)
    for twin in rows[:5]:
        number += 3
        rows.append(twin | {"id": str(number), "last_updated": "2026-06-30 10:00:00"})
        number += 1
        rows.append(
            twin | {"id": str(number), "first_name": twin["first_name"][:-1] + "ah", "cellphone": "none"}
        )
    return rows


def write(path: Path, header: list[str], rows: list[Row]) -> None:
    """Write a CSV. Takes: where; its columns in order; rows that have at least those."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(folder: Path = HERE) -> None:
    """Write the four files. Takes: the folder."""
    rows = legacy_rows()
    write(folder / "facilities_small.csv", FACILITY_HEADER, facilities())
    write(folder / "legacy_small.csv", COLUMNS, rows)
    for lacking, name in (
        ("art_number", "legacy_58_no_art"),
        ("religious_category", "legacy_58_no_religion"),
    ):
        write(folder / f"{name}.csv", [column for column in COLUMNS if column != lacking], rows[50:70])


if __name__ == "__main__":
    main()
