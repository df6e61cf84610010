-- Purpose: mark every NRC and NUPIN in use that two patients have, so that the queue of shared numbers reads these rows alone.
-- A mark stays when the other patient's number is mended: the queue still asks whether the number is shared.
-- Called by: writes of patient_identifiers. Why not Python: the migration writes all numbers in one statement.
CREATE FUNCTION patient_numbers_shared() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE patient_identifiers i SET may_be_shared = true
    FROM (SELECT DISTINCT n.system, n.value FROM written n
          JOIN patient_identifiers o ON o.system = n.system AND o.value = n.value AND o.rank = 0
              AND o.patient_id <> n.patient_id
          WHERE n.rank = 0 AND n.system IN ('nrc', 'nupin')) twice
    WHERE i.system = twice.system AND i.value = twice.value AND i.rank = 0 AND NOT i.may_be_shared;
    RETURN NULL;
END
$$;
CREATE TRIGGER patient_identifiers_shared_new AFTER INSERT ON patient_identifiers
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION patient_numbers_shared();

CREATE FUNCTION patient_number_shared() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM patient_identifiers o WHERE o.system = NEW.system AND o.value = NEW.value AND o.rank = 0
            AND o.patient_id <> NEW.patient_id) THEN
        UPDATE patient_identifiers i SET may_be_shared = true
        WHERE i.system = NEW.system AND i.value = NEW.value AND i.rank = 0 AND NOT i.may_be_shared;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER patient_identifiers_shared_changed AFTER UPDATE OF value, rank ON patient_identifiers
    FOR EACH ROW WHEN (NEW.rank = 0 AND NEW.system IN ('nrc', 'nupin') AND NEW.value IS NOT NULL)
    EXECUTE FUNCTION patient_number_shared();

-- What is there already, as the program that migrates.
SELECT set_config('smartcare.actor_id', 'migrate', true), set_config('smartcare.actor_name', 'migrate', true),
       set_config('smartcare.act', 'patients.mark_shared_numbers', true);
UPDATE patient_identifiers i SET may_be_shared = true
FROM (SELECT system, value FROM patient_identifiers WHERE rank = 0 AND system IN ('nrc', 'nupin') AND value IS NOT NULL
      GROUP BY system, value HAVING count(*) > 1) twice
WHERE i.system = twice.system AND i.value = twice.value AND i.rank = 0;
SELECT set_config('smartcare.actor_id', '', true), set_config('smartcare.actor_name', '', true), set_config('smartcare.act', '', true);
