-- Purpose: the legacy table, 59 columns in its order, read out of the new tables: texts as they were given, so that legacy rows
-- come back value for value; patients registered here are shown in the legacy spelling.
-- Called by: legacy_verify, and old programs that read patients.
-- Each join goes over a full unique index (rank 0 is the one in use), so PostgreSQL leaves out those that a query does not need,
-- and no row is ever multiplied. No casts: `id`, identifiers and phones would lose their indexes. A relative who is a patient
-- herself is read in a sub-query, not in a join, so that planning stays short. It reads with the rights of who asks.
CREATE VIEW v_patients_legacy WITH (security_invoker = true) AS
SELECT
    p.legacy_id AS id,
    coalesce(p.first_name_given, p.first_name) AS first_name,
    coalesce(p.surname_given, p.surname) AS surname,
    coalesce(p.date_of_birth_given, p.date_of_birth) AS date_of_birth,
    p.is_estimated_dob,
    coalesce(p.sex_given, smartcare_legacy_sex(p.sex)) AS sex,
    coalesce(nrc.value_given, nrc.value) AS nrc,
    coalesce(card.value_given, card.value) AS under_five_card_number,
    coalesce(napsa.value_given, napsa.value) AS napsa,
    coalesce(nupin.value_given, nupin.value) AS nupin,
    coalesce(art.value_given, art.value) AS art_number,
    p.no_nrc,
    p.country,
    coalesce(cell.value_given, cell.value, '') AS cellphone,
    coalesce(cell2.value_given, cell2.value) AS other_cellphone,
    coalesce(land.value_given, land.value) AS landline,
    coalesce(mail.value_given, mail.value) AS email,
    home.house_number,
    home.road_street,
    home.area,
    home.city_town_village,
    home.landmarks,
    coalesce(mother.first_name, (SELECT r.first_name FROM patient_core r WHERE r.id = mother.relative_id), '') AS mothers_name,
    coalesce(mother.surname, (SELECT r.surname FROM patient_core r WHERE r.id = mother.relative_id), '') AS mothers_surname,
    mother.is_deceased AS mother_deceased,
    coalesce(mother.nrc_given, mother.nrc) AS mothers_nrc,
    mother.napsa_pspf AS mothers_napsa_pspf,
    mother.nationality AS mothers_nationality,
    coalesce(father.first_name, (SELECT r.first_name FROM patient_core r WHERE r.id = father.relative_id)) AS fathers_name,
    coalesce(father.surname, (SELECT r.surname FROM patient_core r WHERE r.id = father.relative_id)) AS fathers_surname,
    father.is_deceased AS father_deceased,
    coalesce(father.nrc_given, father.nrc) AS fathers_nrc,
    father.napsa_pspf AS fathers_napsa_pspf,
    father.nationality AS fathers_nationality,
    coalesce(guardian.first_name, (SELECT r.first_name FROM patient_core r WHERE r.id = guardian.relative_id)) AS guardian_name,
    coalesce(guardian.surname, (SELECT r.surname FROM patient_core r WHERE r.id = guardian.relative_id)) AS guardian_surname,
    guardian.relationship AS guardian_relationship,
    coalesce(guardian.nrc_given, guardian.nrc) AS guardian_nrc,
    guardian.napsa_pspf AS guardian_napsa_pspf,
    guardian.nationality AS guardian_nationality,
    coalesce(own.marital_status_given, smartcare_legacy_marital(own.marital_status)) AS marital_status,
    coalesce(spouse.first_name, (SELECT r.first_name FROM patient_core r WHERE r.id = spouse.relative_id)) AS spouse_first_name,
    coalesce(spouse.surname, (SELECT r.surname FROM patient_core r WHERE r.id = spouse.relative_id)) AS spouse_surname,
    own.home_language,
    own.other_home_language,
    own.is_born_in_zambia,
    own.province_of_birth,
    own.district_of_birth,
    own.birth_place,
    own.religious_category,
    own.religious_denomination,
    own.other_religious_denomination,
    own.education_level,
    own.other_education_level,
    own.occupation,
    own.other_occupation,
    coalesce(p.facility_given, f.name) AS facility,
    coalesce(p.registered_at_given, p.registered_at AT TIME ZONE 'Africa/Lusaka') AS registration_date,
    coalesce(p.updated_at_given, p.updated_at AT TIME ZONE 'Africa/Lusaka') AS last_updated
FROM patient_core p
LEFT JOIN facilities_facility f ON f.id = p.facility_id
LEFT JOIN patient_identifiers nrc ON nrc.patient_id = p.id AND nrc.system = 'nrc' AND nrc.rank = 0
LEFT JOIN patient_identifiers card ON card.patient_id = p.id AND card.system = 'under_five_card' AND card.rank = 0
LEFT JOIN patient_identifiers napsa ON napsa.patient_id = p.id AND napsa.system = 'napsa' AND napsa.rank = 0
LEFT JOIN patient_identifiers nupin ON nupin.patient_id = p.id AND nupin.system = 'nupin' AND nupin.rank = 0
LEFT JOIN patient_identifiers art ON art.patient_id = p.id AND art.system = 'art_number' AND art.rank = 0
LEFT JOIN patient_contacts cell ON cell.patient_id = p.id AND cell.kind = 'cellphone' AND cell.rank = 0
LEFT JOIN patient_contacts cell2 ON cell2.patient_id = p.id AND cell2.kind = 'other_cellphone' AND cell2.rank = 0
LEFT JOIN patient_contacts land ON land.patient_id = p.id AND land.kind = 'landline' AND land.rank = 0
LEFT JOIN patient_contacts mail ON mail.patient_id = p.id AND mail.kind = 'email' AND mail.rank = 0
LEFT JOIN patient_address home ON home.patient_id = p.id AND home.use = 'home' AND home.rank = 0
LEFT JOIN patient_family mother ON mother.patient_id = p.id AND mother.relation = 'mother' AND mother.rank = 0
LEFT JOIN patient_family father ON father.patient_id = p.id AND father.relation = 'father' AND father.rank = 0
LEFT JOIN patient_family guardian ON guardian.patient_id = p.id AND guardian.relation = 'guardian' AND guardian.rank = 0
LEFT JOIN patient_family spouse ON spouse.patient_id = p.id AND spouse.relation = 'spouse' AND spouse.rank = 0
LEFT JOIN patient_personal own ON own.patient_id = p.id;
