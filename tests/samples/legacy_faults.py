"""The faults of legacy rows, each as the columns it changes.

Source: the description of the legacy table and its counts.
"""

NULL = r"\N"

Fault = dict[str, str]


def column(name: str, *values: str) -> list[Fault]:
    """The same column with each of several values. Takes: its name; the values. Gives: one fault for each."""
    return [{name: value} for value in values]


SHARED_NRC = [
    {"nrc": "712345/10/1", "first_name": "Tamara", "surname": "Kalaluka", "no_nrc": "f"},
    {"nrc": "712345/10/1", "first_name": "Kelvin", "surname": "Zimbwe", "sex": "M", "no_nrc": "f"},
    {"nrc": "823456/22/1", "no_nrc": "f"},
    {"nrc": "823456221", "no_nrc": "f"},
]
SEX = column(
    "sex",
    "f",
    "F",
    "female",
    "FEMALE",
    "Female",
    "m",
    "M",
    "male",
    "MALE",
    "Male",
    "O",
    " F ",
    "Woman",
    "?",
    "",
)
NRC = [
    *column(
        "nrc", "", NULL, "  ", "N/A", "none", "nil", "-", "000000/00/0", "98346/13/1", "8346/13/1", "346/13/2"
    ),
    *column(
        "nrc",
        "498346131",
        "98346131",
        "8346131",
        "498346/13/4",
        "49834O/13/1",
        "498346-13-1",
        " 498347/13/1 ",
    ),
    {"nrc": "", "no_nrc": "f"},
    {"nrc": "598346/13/1", "no_nrc": "t"},
]
PHONES = [
    *column(
        "cellphone", "0977000001", "260977000002", "+260 97 7000003", "97-7000004", "977000005", "097-7000006"
    ),
    *column(
        "cellphone",
        "77000007",
        "0977000008 / 0966000009",
        "+263 77 100 0010",
        "",
        "0",
        "N/A",
        "none",
        "nil",
        "-",
    ),
    *column("cellphone", "unknown", "  ", " 0977000011 ", "0977000012 husband", "\u200f0977000013\u200e"),
    *column("other_cellphone", "", "0966000014", "96-6000015", "66000016", "0955000017 / 0955000018"),
    *column("landline", "0211000019", "NIL", "unknown", ""),
]
FACILITIES = column(
    "facility",
    "",
    "  ",
    "Home",
    "Unknown Clinic",
    "NEW RHC",
    "LUMANA RURAL HEALTH CENTRE ",
    "lumana rurla health centre",
    "Lumana RHC",
    "Lumana R.H.C.",
    "Lumana Rural Health Center",
    "Chisokwe HP",
    "chisoke health post",
    "Saint Agatha Mission Hospital",
    "Nangoma  Health Post",
    "Ng’oma Urban Health Centre",
    "St. Agatha's Mission Hospital",
    " Chisokwe Health Post",
)
NAMES = [
    *column(
        "first_name",
        " Bupe",
        "Bupe ",
        "  Bupe   Luse ",
        "BUPE",
        "bupe",
        "Bupe\u00a0",
        "Inonge Mary-Ann",
        "Zoë",
    ),
    *column("surname", "KALALUKA", "Ng'onga", "Ng’onga", "Kalaluka ", "Mwiinde-Katebe", "Mac Donald", "王"),
    {"first_name": "BUPE ", "surname": "KALALUKA ", "facility": "CHISOKWE HEALTH POST "},
]
TEXTS = column(
    "landmarks",
    "behind the grain shed " * 20,
    'the "blue" shop',
    "shop, next to the well",
    "first line\nsecond line",
    "tab\there",
    "a\\b",
    "\\\\N",
    "r\\n is not a new line",
    "\u202bnear the mosque\u202c",
    "\U0001f3e0 blue gate",
    "",
    "  ",
    "nil",
    "n/a",
    "none",
    "'; --",
    "carriage\r\nreturn",
    "<b>bold</b>",
    "=1+1",
    "100% {sure}",
    "zero\u200bwidth",
)
MOTHERS = [{"mothers_name": "Mary", "mothers_surname": "Phiri"} for _ in range(6)]
RELATIVES = [
    *(
        {"spouse_first_name": first, "spouse_surname": last}
        for first, last in (("Davy", NULL), (NULL, "Katebe"))
    ),
    *(
        {"spouse_first_name": first, "spouse_surname": last}
        for first, last in (("Davy", ""), ("Davy", "N/A"), (NULL, "-"))
    ),
    {"guardian_name": "Inonge", "guardian_surname": NULL, "guardian_relationship": "Aunt"},
    {"guardian_name": NULL, "guardian_surname": "Sitwala", "guardian_relationship": NULL},
    {"guardian_name": NULL, "guardian_surname": NULL, "guardian_relationship": "Uncle"},
    {
        "guardian_name": "Inonge",
        "guardian_surname": "n/a",
        "guardian_relationship": NULL,
        "guardian_nrc": "612345/10/1",
    },
    {"guardian_napsa_pspf": "123456789", "guardian_nationality": "Malawi"},
    {
        "fathers_name": "Lubasi",
        "fathers_surname": NULL,
        "fathers_nrc": "512345/10/1",
        "fathers_napsa_pspf": "987654321",
    },
    {"fathers_name": NULL, "father_deceased": "t"},
    {"mothers_name": "", "mothers_surname": "", "mothers_napsa_pspf": "112233445"},
]
BIRTHS = [
    *(
        {"date_of_birth": day, "is_estimated_dob": "f"}
        for day in ("2027-03-14", "2031-01-01", "2024-02-29", "1916-11-22")
    ),
    *(
        {"date_of_birth": day, "is_estimated_dob": "f"}
        for day in ("1899-12-31", "1890-06-15", "1816-01-01", "0197-05-05")
    ),
    {"date_of_birth": "1990-01-01", "is_estimated_dob": "f"},
    {"date_of_birth": "1990-01-01", "is_estimated_dob": "t"},
    {"date_of_birth": "1990-05-17", "is_estimated_dob": "t"},
]
TIMES = [
    {"registration_date": "2026-11-20 09:00:00", "last_updated": "2027-09-02 21:29:10"},
    {"registration_date": "2031-01-01 00:00:00", "last_updated": "2031-01-01 00:00:00"},
    {"registration_date": "2015-05-05 10:00:00", "last_updated": "2015-05-04 10:00:00"},
    {"registration_date": "2010-01-01 08:00:00.123456", "date_of_birth": "2012-02-02"},
]
OTHERS = [
    *column("email", "not an email", "A.Person@EXAMPLE.org", ""),
    *column("nupin", "", NULL, "5010-010-12345-5", "5010-010-12345-9", "5010010123455", "x-7-00001-1"),
    *column("art_number", "", "4763-30836-5 "),
    *column("napsa", "none", "  ", "-", "N/A"),
    *column("marital_status", NULL, "WIDOW", "Separated", "living together", "complicated"),
    *column("country", "zambia", "DRC", ""),
    {"religious_category": NULL, "religious_denomination": NULL, "other_religious_denomination": "Zion"},
    {"education_level": "Other", "other_education_level": "Night school"},
    {"home_language": "Other", "other_home_language": "Senga"},
    {"occupation": "nil", "is_born_in_zambia": NULL, "district_of_birth": ""},
    {"under_five_card_number": "U5/00001", "date_of_birth": "1980-08-08"},
]


def all_faults() -> list[Fault]:
    """Every fault, in a fixed order. Gives: the columns each one changes."""
    groups = (
        SHARED_NRC,
        SEX,
        NRC,
        PHONES,
        FACILITIES,
        NAMES,
        TEXTS,
        MOTHERS,
        RELATIVES,
        BIRTHS,
        TIMES,
        OTHERS,
    )
    return [fault for group in groups for fault in group]
