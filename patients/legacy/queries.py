"""The statements of the verification."""

from psycopg import sql

# The cheap comparison of whole rows comes first; only rows that fail it are taken apart.
DIFFERENT = sql.SQL("""
    WITH now AS (
        SELECT v.* FROM v_patients_legacy v JOIN patient_core p ON p.legacy_id = v.id AND p.registered_by = {written_by}),
    pairs AS (
        SELECT l, v FROM (SELECT {columns} FROM {table} t) l FULL JOIN now v ON v.id = l.id
        WHERE {legacy} IS DISTINCT FROM {now} OFFSET 0)
    SELECT coalesce((pairs.l).id, (pairs.v).id),
        CASE WHEN (pairs.v).id IS NULL THEN 'missing' WHEN (pairs.l).id IS NULL THEN 'extra' ELSE 'different' END,
        value.name, value.legacy, value.now
    FROM pairs CROSS JOIN LATERAL (SELECT (pairs.l).*) l CROSS JOIN LATERAL (SELECT (pairs.v).*) v
    LEFT JOIN LATERAL (VALUES {pairs}) value(name, legacy, now)
        ON l.id IS NOT NULL AND v.id IS NOT NULL AND value.legacy IS DISTINCT FROM value.now
    ORDER BY 1""")

ORPHANS = sql.SQL(
    "SELECT count(*) FROM {} o WHERE NOT EXISTS (SELECT FROM patient_core p WHERE p.id = o.patient_id)"
)

# Rows that each legacy row `t` calls for, by table.
EXPECTED = {
    "patient_identifiers": "num_nonnulls(t.nrc, t.under_five_card_number, t.napsa, t.nupin, t.art_number)",
    "patient_contacts": "num_nonnulls(t.cellphone, t.other_cellphone, t.landline, t.email)",
    "patient_address": "(num_nonnulls(t.house_number, t.road_street, t.area, t.city_town_village, t.landmarks) > 0)::int",
    "patient_family": (
        "(num_nonnulls(t.mothers_name, t.mothers_surname, t.mother_deceased, t.mothers_nrc, t.mothers_napsa_pspf, "
        "t.mothers_nationality) > 0)::int"
        " + (num_nonnulls(t.fathers_name, t.fathers_surname, t.father_deceased, t.fathers_nrc, t.fathers_napsa_pspf, "
        "t.fathers_nationality) > 0)::int"
        " + (num_nonnulls(t.guardian_name, t.guardian_surname, t.guardian_relationship, t.guardian_nrc, "
        "t.guardian_napsa_pspf, t.guardian_nationality) > 0)::int"
        " + (num_nonnulls(t.spouse_first_name, t.spouse_surname) > 0)::int"
    ),
    "patient_personal": "1",
}
# Rows in use; what was known before or besides has no place in the legacy table.
CURRENT = {
    "patient_identifiers": "o.rank = 0 AND o.system <> 'passport'",
    "patient_contacts": "o.rank = 0",
    "patient_address": "o.rank = 0 AND o.use = 'home'",
    "patient_family": "o.rank = 0",
}
SURPLUS = sql.SQL("""
    SELECT (SELECT count(*) FROM {owned} o JOIN patient_core p ON p.id = o.patient_id
            JOIN {table} l ON l.id = p.legacy_id WHERE p.registered_by = {written_by} AND {current}),
           (SELECT coalesce(sum({expected}), 0) FROM (SELECT {columns} FROM {table} t) t
            JOIN patient_core p ON p.legacy_id = t.id AND p.registered_by = {written_by})""")

NUMBERS_BEHIND = (
    "SELECT coalesce(max(legacy_id), 0) > (SELECT last_value FROM patient_legacy_id_seq) FROM patient_core"
)
