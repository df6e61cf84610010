-- Purpose: a row never moves to another patient, and a record is never deleted by the application (SC002).
-- Called by: writes of the tables that a patient owns. Merging links records; it does not move rows.
CREATE FUNCTION patient_row_stays() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of % never moves to another patient', TG_TABLE_NAME USING ERRCODE = 'SC002';
END
$$;
DO $$
DECLARE
    owned text;
BEGIN
    FOREACH owned IN ARRAY ARRAY['patient_identifiers', 'patient_contacts', 'patient_address', 'patient_family', 'patient_personal', 'patient_recent']
    LOOP
        EXECUTE format('CREATE TRIGGER %1$s_stays BEFORE UPDATE OF patient_id ON %1$I FOR EACH ROW '
                       'WHEN (OLD.patient_id IS DISTINCT FROM NEW.patient_id) EXECUTE FUNCTION patient_row_stays()', owned);
    END LOOP;
END
$$;
REVOKE DELETE ON patient_core FROM smartcare_app;
