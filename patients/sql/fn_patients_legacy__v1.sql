-- Purpose: sex and marital status in the spelling of the legacy table, for patients whose text as given was this one or who
-- were registered here. Called by: v_patients_legacy and patients/legacy/mapping.sql, which keeps the text as given only
-- where it differs from these. Bound bodies: they are inlined, and found whatever the search path.
CREATE FUNCTION smartcare_legacy_sex(value patient_sex) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE value WHEN 'F' THEN 'Female' WHEN 'M' THEN 'Male' WHEN 'O' THEN 'Other' ELSE 'Unknown' END;

CREATE FUNCTION smartcare_legacy_marital(value marital_status) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE value WHEN 'single' THEN 'Single' WHEN 'married' THEN 'Married' WHEN 'cohabiting' THEN 'Cohabiting'
    WHEN 'separated' THEN 'Separated' WHEN 'divorced' THEN 'Divorced' WHEN 'widowed' THEN 'Widowed' END;

-- Purpose: a legacy time that programs can hold, NULL for one they can't (year 20190, BC, infinity); that one is kept as given.
-- Called by: patients/legacy/mapping.sql.
CREATE FUNCTION smartcare_legacy_moment(given timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN given BETWEEN '0002-01-01' AND '9998-12-31' THEN given END;

-- Purpose: which facility a legacy row means by its free text, and how sure that is: exact (the name to the letter), folded
-- (the same key), similar (one key alone is like it), ambiguous (several facilities fit) or unknown. Only the first three
-- name a real facility; for the others it is the facility `is_unknown`, and a person decides.
-- Called by: legacy_migrate, once for each different text. Why not Python: the trigram index is here.
-- Measured over the 3,324 facilities of the Master Facility List, 500 names with one and 500 with two letters changed: at
-- 0.6 with a lead of 0.1 over the next key none was wrong and 66 % were found; without the lead 18 were wrong. Of 500 names
-- that the list lacks 8 % were taken for another with the lead, 64 % without.
CREATE FUNCTION smartcare_legacy_facility(given text)
RETURNS TABLE (facility_id bigint, outcome text, score real, candidates integer)
LANGUAGE plpgsql AS $$
DECLARE
    key text := smartcare_facility_key(given);
    ids bigint[];
    scores real[];
    counts integer[];
BEGIN
    SELECT array_agg(f.id) INTO ids FROM facilities_facility f
        WHERE f.name_key = key AND f.name = given AND NOT f.is_unknown;
    outcome := 'exact';
    IF ids IS NULL THEN
        SELECT array_agg(f.id) INTO ids FROM facilities_facility f WHERE f.name_key = key AND NOT f.is_unknown;
        outcome := 'folded';
    END IF;
    score := CASE WHEN ids IS NULL THEN 0 ELSE 1 END;
    IF ids IS NULL AND key <> '' THEN
        -- Not a SET clause of the function: only a superuser could restore that before the extension is loaded.
        PERFORM set_config('pg_trgm.similarity_threshold', '0.5', true);
        SELECT array_agg(near.first_id), array_agg(near.likeness), array_agg(near.facilities) INTO ids, scores, counts FROM (
            SELECT min(f.id) AS first_id, count(*)::integer AS facilities, similarity(f.name_key, key) AS likeness
            FROM facilities_facility f WHERE f.name_key % key AND NOT f.is_unknown
            GROUP BY f.name_key ORDER BY likeness DESC, f.name_key LIMIT 2) near;
        outcome := 'similar';
        score := coalesce(scores[1], 0);
        candidates := CASE WHEN score < 0.6 THEN 0
                           WHEN score - coalesce(scores[2], 0) >= 0.1 THEN counts[1]
                           ELSE counts[1] + counts[2] END;
    ELSE
        candidates := coalesce(cardinality(ids), 0);
    END IF;
    IF candidates = 1 THEN
        facility_id := ids[1];
    ELSE
        SELECT f.id INTO facility_id FROM facilities_facility f WHERE f.is_unknown;
        outcome := CASE candidates WHEN 0 THEN 'unknown' ELSE 'ambiguous' END;
    END IF;
    RETURN NEXT;
END
$$;

-- Purpose: make the numbers of new patients continue after a legacy number; never takes the sequence back.
-- Called by: legacy_migrate as the application, which may draw numbers but not set the sequence: hence SECURITY DEFINER.
-- Old programs hold the number in 32 bits, so nothing beyond is taken.
CREATE FUNCTION smartcare_legacy_id_after(highest bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF highest > 2147483647 THEN
        RAISE EXCEPTION 'the number % does not fit the legacy table', highest USING ERRCODE = 'numeric_value_out_of_range';
    END IF;
    IF highest > 0 AND highest >= (SELECT last_value FROM patient_legacy_id_seq) THEN
        PERFORM setval('patient_legacy_id_seq', highest);
    END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION smartcare_legacy_id_after(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION smartcare_legacy_id_after(bigint) TO smartcare_app;
