-- The mapping of the legacy table to the new tables, written once. Each part below is a SELECT whose column names are those of the
-- table it fills. It reads `legacy_source`: rows of the legacy table (59 columns, whatever they come from) with `patient_id`, the
-- key of the patient, and `facility_id`, the facility that the text in `facility` means. Whoever uses a part says what
-- `legacy_source` is: the whole table for legacy_migrate, one row for a trigger. The way back is v_patients_legacy.
-- A column x_given holds the text as given where it differs from x, else NULL. 'legacy' stands for whoever wrote the old row.

-- part: patient_core
SELECT s.patient_id AS id,
    s.id AS legacy_id,
    n.first_name,
    -- A person without any name is held only with the text as given.
    CASE WHEN n.first_name <> s.first_name OR n.first_name || n.surname = '' THEN s.first_name END AS first_name_given,
    n.surname,
    CASE WHEN n.surname <> s.surname THEN s.surname END AS surname_given,
    n.sex,
    CASE WHEN s.sex <> smartcare_legacy_sex(n.sex) THEN s.sex END AS sex_given,
    CASE WHEN n.birth_fits THEN s.date_of_birth END AS date_of_birth,
    CASE WHEN NOT n.birth_fits THEN s.date_of_birth END AS date_of_birth_given,
    -- Unknown birthdays were written as 1 January.
    (CASE WHEN NOT n.birth_fits THEN 'unknown'
          WHEN s.is_estimated_dob AND extract(doy FROM s.date_of_birth) = 1 THEN 'year'
          ELSE 'day' END)::birth_precision AS birth_precision,
    s.is_estimated_dob,
    s.country,
    s.no_nrc,
    smartcare_said_none(s.cellphone) AND smartcare_said_none(s.other_cellphone) AND smartcare_said_none(s.landline) AS no_phone,
    s.facility_id,
    -- Kept for every row, for the name of a facility may be changed in the list later.
    s.facility AS facility_given,
    n.registered AT TIME ZONE 'Africa/Lusaka' AS registered_at,
    CASE WHEN n.registered IS NULL THEN s.registration_date END AS registered_at_given,
    'legacy' AS registered_by,
    n.updated AT TIME ZONE 'Africa/Lusaka' AS updated_at,
    CASE WHEN n.updated IS NULL THEN s.last_updated END AS updated_at_given,
    'legacy' AS updated_by,
    1 AS version
FROM legacy_source s
CROSS JOIN LATERAL (
    SELECT smartcare_tidy(s.first_name) AS first_name, smartcare_tidy(s.surname) AS surname,
        smartcare_sex(s.sex)::patient_sex AS sex,
        smartcare_legacy_moment(s.registration_date) AS registered, smartcare_legacy_moment(s.last_updated) AS updated,
        s.date_of_birth BETWEEN DATE '1900-01-01' AND (now() AT TIME ZONE 'Africa/Lusaka')::date AS birth_fits
    OFFSET 0) n;

-- part: patient_identifiers
SELECT smartcare_uuid7() AS id,
    s.patient_id,
    g.system::identifier_system AS system,
    0 AS rank,
    n.value,
    CASE WHEN n.value IS DISTINCT FROM g.given THEN g.given END AS value_given,
    smartcare_text_state(g.given, n.value)::text_state AS state,
    1 AS version,
    coalesce(smartcare_legacy_moment(s.last_updated), smartcare_legacy_moment(s.registration_date), now() AT TIME ZONE 'Africa/Lusaka') AT TIME ZONE 'Africa/Lusaka' AS updated_at,
    'legacy' AS updated_by
FROM legacy_source s
CROSS JOIN LATERAL (VALUES ('nrc', s.nrc), ('under_five_card', s.under_five_card_number), ('napsa', s.napsa),
                           ('nupin', s.nupin), ('art_number', s.art_number)) g(system, given)
CROSS JOIN LATERAL (
    -- More than 100 characters are no number: they are kept as given, for a person to mend.
    SELECT CASE WHEN smartcare_said_none(g.given) THEN NULL
                WHEN g.system = 'nrc' THEN smartcare_nrc(g.given)
                WHEN g.system = 'nupin' THEN smartcare_nupin(g.given)
                WHEN length(g.given) <= 100 THEN smartcare_tidy(g.given) END AS value
    OFFSET 0) n
WHERE g.given IS NOT NULL;

-- part: patient_identifier_registry
-- The first who has a NUPIN is entered; another patient with the same one is a conflict for a person to mend.
SELECT 'nupin'::identifier_system AS system, n.value, s.patient_id
FROM legacy_source s
CROSS JOIN LATERAL (SELECT smartcare_nupin(s.nupin) AS value OFFSET 0) n
WHERE n.value IS NOT NULL AND NOT smartcare_said_none(s.nupin)
ORDER BY s.id;

-- part: patient_contacts
SELECT smartcare_uuid7() AS id,
    r.patient_id,
    r.kind::contact_kind AS kind,
    r.value,
    CASE WHEN r.value IS DISTINCT FROM r.given THEN r.given END AS value_given,
    smartcare_text_state(r.given, r.value)::text_state AS state,
    'unknown'::phone_owner AS owner,
    '' AS owner_name,
    -- The first phone that can be dialled.
    coalesce(r.place = min(r.place) FILTER (WHERE r.value IS NOT NULL AND r.kind <> 'email')
        OVER (PARTITION BY r.patient_id), false) AS is_primary,
    daterange(r.since, NULL) AS valid,
    1 AS version,
    r.updated_at,
    'legacy' AS updated_by
FROM (
    SELECT s.patient_id, g.place, g.kind, g.given, n.value,
        -- From the day of registration; a day that was never, or that is to come, can't be it.
        greatest(least(coalesce(s.registration_date, s.last_updated, today.at), today.at), '1900-01-01')::date AS since,
        coalesce(smartcare_legacy_moment(s.last_updated), smartcare_legacy_moment(s.registration_date), today.at) AT TIME ZONE 'Africa/Lusaka' AS updated_at
    FROM legacy_source s
    CROSS JOIN LATERAL (VALUES (1, 'cellphone', s.cellphone), (2, 'other_cellphone', s.other_cellphone),
                               (3, 'landline', s.landline), (4, 'email', s.email)) g(place, kind, given)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN smartcare_said_none(g.given) THEN NULL
                    WHEN g.kind = 'email' THEN smartcare_email(g.given)
                    ELSE smartcare_phone(g.given) END AS value
        OFFSET 0) n
    CROSS JOIN (SELECT now() AT TIME ZONE 'Africa/Lusaka' AS at) today
    WHERE g.given IS NOT NULL) r;

-- part: patient_address
SELECT smartcare_uuid7() AS id,
    s.patient_id,
    'home'::address_use AS use,
    s.house_number,
    s.road_street,
    s.area,
    s.city_town_village,
    s.landmarks,
    daterange(greatest(least(coalesce(s.registration_date, s.last_updated, today.at), today.at), '1900-01-01')::date, NULL) AS valid,
    1 AS version,
    coalesce(smartcare_legacy_moment(s.last_updated), smartcare_legacy_moment(s.registration_date), today.at) AT TIME ZONE 'Africa/Lusaka' AS updated_at,
    'legacy' AS updated_by
FROM legacy_source s
CROSS JOIN (SELECT now() AT TIME ZONE 'Africa/Lusaka' AS at) today
WHERE num_nonnulls(s.house_number, s.road_street, s.area, s.city_town_village, s.landmarks) > 0;

-- part: patient_family
SELECT smartcare_uuid7() AS id,
    s.patient_id,
    g.relation::family_relation AS relation,
    0 AS rank,
    g.first_name,
    g.surname,
    g.is_deceased,
    n.nrc,
    CASE WHEN n.nrc IS DISTINCT FROM g.nrc THEN g.nrc END AS nrc_given,
    (CASE WHEN g.nrc IS NULL THEN 'ok' ELSE smartcare_text_state(g.nrc, n.nrc) END)::text_state AS nrc_state,
    g.napsa_pspf,
    g.nationality,
    g.relationship,
    1 AS version,
    coalesce(smartcare_legacy_moment(s.last_updated), smartcare_legacy_moment(s.registration_date), now() AT TIME ZONE 'Africa/Lusaka') AT TIME ZONE 'Africa/Lusaka' AS updated_at,
    'legacy' AS updated_by
FROM legacy_source s
CROSS JOIN LATERAL (VALUES
    ('mother', s.mothers_name, s.mothers_surname, s.mother_deceased, s.mothers_nrc, s.mothers_napsa_pspf,
        s.mothers_nationality, NULL),
    ('father', s.fathers_name, s.fathers_surname, s.father_deceased, s.fathers_nrc, s.fathers_napsa_pspf,
        s.fathers_nationality, NULL),
    ('guardian', s.guardian_name, s.guardian_surname, NULL, s.guardian_nrc, s.guardian_napsa_pspf,
        s.guardian_nationality, s.guardian_relationship),
    ('spouse', s.spouse_first_name, s.spouse_surname, NULL, NULL, NULL, NULL, NULL)
    ) g(relation, first_name, surname, is_deceased, nrc, napsa_pspf, nationality, relationship)
CROSS JOIN LATERAL (SELECT CASE WHEN NOT smartcare_said_none(g.nrc) THEN smartcare_nrc(g.nrc) END AS nrc OFFSET 0) n
WHERE num_nonnulls(g.first_name, g.surname, g.is_deceased, g.nrc, g.napsa_pspf, g.nationality, g.relationship) > 0;

-- part: patient_personal
SELECT smartcare_uuid7() AS id,
    s.patient_id,
    n.marital_status,
    CASE WHEN s.marital_status IS DISTINCT FROM smartcare_legacy_marital(n.marital_status) THEN s.marital_status END
        AS marital_status_given,
    s.home_language,
    s.other_home_language,
    s.is_born_in_zambia,
    s.province_of_birth,
    s.district_of_birth,
    s.birth_place,
    s.religious_category,
    s.religious_denomination,
    s.other_religious_denomination,
    s.education_level,
    s.other_education_level,
    s.occupation,
    s.other_occupation,
    1 AS version,
    coalesce(smartcare_legacy_moment(s.last_updated), smartcare_legacy_moment(s.registration_date), now() AT TIME ZONE 'Africa/Lusaka') AT TIME ZONE 'Africa/Lusaka' AS updated_at,
    'legacy' AS updated_by
FROM legacy_source s
CROSS JOIN LATERAL (SELECT smartcare_marital(s.marital_status)::marital_status AS marital_status OFFSET 0) n;
