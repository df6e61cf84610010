"""A small Master Facility List: invented facilities in real provinces, with the faults of the national one.

Faults: no code (a fifth), two spellings of one province and of one district, doubled and outer blanks in
names, spelling pairs, one place twice, one UID or name on two rows, a code whose first digits belong to
another district, kind and name that differ, coordinates missing, rounded or without their sign, a facility
that is not yet open.
"""

HEADER = [
    "Province", "District", "Name", "HMIS_code", "DHIS2_UID", "smartcare_GUID", "eLMIS_ID", "iHRIS_ID",
    "location", "ownership", "facility_type", "longitude", "latitude", "catchment_population_head_count",
    "catchment_population_cso", "operation_status",
]  # fmt: skip

RHC, UHC, HP = "Rural Health Centre", "Urban Health Centre", "Health Post"
PLACES = (
    ("Central", "Chibombo", "1001"), ("Copperbelt", "Ndola", "2010"), ("Eastern", "Chadiza", "3001"),
    ("Luapula", "Mansa", "4005"), ("Lusaka", "Kafue", "5003"), ("Muchinga", "Mpika", "5507"),
    ("Northern", "Mbala", "6005"),
    ("North-Western", "Solwezi", "7010"), ("Southern", "Monze", "8009"), ("Western", "Kaoma", "9002"),
)  # fmt: skip
STEMS = ("Kabwinda", "Lushimba", "Mulozwa", "Nachibanga")
KINDS = (RHC, HP, UHC, HP)

Facility = dict[str, str]


def facility(province: str, district: str, name: str, code: str = "", **more: str) -> Facility:
    """One row.

    Takes: where; the name; the code or ''; other columns. Gives: all 16 columns, '' where nothing is known.
    """
    row = dict.fromkeys(HEADER, "") | {
        "Province": province,
        "District": district,
        "Name": name,
        "HMIS_code": code,
    }
    if code:
        row |= {
            "DHIS2_UID": f"uid{code}",
            "smartcare_GUID": code * 4,
            "iHRIS_ID": f"facility|{int(code) % 5000}",
        }
        row |= {
            "location": "Rural",
            "longitude": "28.25",
            "latitude": "-14.5",
            "catchment_population_cso": "4200",
        }
    return row | {"ownership": "GRZ", "operation_status": "Operational"} | more


def regular() -> list[Facility]:
    """Forty facilities, four in each province, one in four without a code. Gives: rows."""
    rows = []
    for place, (province, district, prefix) in enumerate(PLACES):
        for number, (stem, kind) in enumerate(zip(STEMS, KINDS, strict=True)):
            code = "" if number == 3 else f"{prefix}{number + 1:04}"
            rows.append(
                facility(
                    province,
                    district,
                    f"{stem}{'aeiou'[place % 5]} {district} {kind}",
                    code,
                    facility_type=kind,
                )
            )
    return rows


def faulty() -> list[Facility]:
    """The rows with a fault each, and the ones the legacy rows misspell. Gives: rows."""
    hospital, mini = "Hospital - Level 1", "Hospital Affiliated Health Centre"
    return [
        facility("Lusaka", "Kafue", "Lumana Rural Health Centre", "50030090", facility_type=RHC),
        facility("Lusaka", "Kafue", "Chisokwe Health Post", "50030091", facility_type=HP),
        facility("Copperbelt", "Ndola", "Chisokwe HP", facility_type=HP),
        facility("Western", "Kaoma", "Chisokwe Health Post (Kaoma)", "90020091", facility_type=HP),
        facility("Southern", "Monze", "St. Agatha's Mission Hospital", "80090080", facility_type=hospital),
        facility(
            "Southern",
            "Monze",
            "St. Agatha's Hospital Affiliated Health Centre",
            "80090081",
            facility_type=mini,
        ),
        facility("Southern", "Monze", "St Agathas HAHC", facility_type=mini),
        facility(
            "Eastern",
            "Chadiza",
            "Ng'oma Urban Health Centre",
            "30010070",
            facility_type=UHC,
            location="Urban",
        ),
        facility("Eastern", "Chama", "Nangoma  Health Post", facility_type=HP),
        facility("Muchinga", "Chama", "Nangoma Health Post", "55010070", facility_type=HP),
        facility("Northwestern", "Solwezi", "Kimbala Health Post", facility_type=HP),
        facility("North-Western", "Solwezi", "Kimbala East Health Post", "70100070", facility_type=HP),
        facility("Muchinga", "Lavushi Manda", "Chikuse Rural Health Centre", "55070070", facility_type=RHC),
        facility("Muchinga", "Lavushimanda", "Chikuse Rural Health Centre ", facility_type=RHC),
        facility(
            "Southern",
            "Itezhi-Tezhi",
            "Mbabala Zonal Health Centre",
            "80100070",
            facility_type="Zonal Health Centre",
        ),
        facility("Southern", "Itezhi-tezhi", "Mbabala RHC", facility_type=RHC),
        facility(
            "Southern",
            "Chirundu",
            "Lusitu Bridge Border Health Post",
            "50020070",
            facility_type="Border Health Post",
        ),
        facility("Northern", "Mbala", "KASENGO HEALTH POST", facility_type=HP, DHIS2_UID="uidTwice"),
        facility("Northern", "Mbala", "Kasengo Heatlh Post", facility_type=HP, DHIS2_UID="uidTwice"),
        facility("Luapula", "Mansa", "Chipulwe Health Post", "40050070", facility_type=RHC, latitude="11.2"),
        facility("Luapula", "Mansa", "Chipulwe Health Post", facility_type=HP),
        facility(
            "Copperbelt", "Ndola", "Kansengo (ZNS) Clinic", "20100070", ownership="Military", longitude="28"
        ),
        facility("Copperbelt", "Ndola", "PJ’S MEDICAL CENTER – Ndola", ownership="Private", location="Urban"),
        facility(
            "Lusaka", "Kafue", "Teba Dental Surgery Limited", ownership="Private", location="Peri-Urban"
        ),
        facility(
            "Central",
            "Chibombo",
            "Muswishi Mini Hospital",
            facility_type=hospital,
            operation_status="Under Construction",
        ),
    ]


def facilities() -> list[Facility]:
    """The whole list. Gives: 65 rows in the order of the file."""
    return [*regular(), *faulty()]
