-- Purpose: nobody is born tomorrow. Raises a check violation named patient_born_before_today.
-- Called by: writes of patient_core. A CHECK may not ask what day it is; the day is the one in Zambia.
CREATE FUNCTION patient_birth_not_in_future() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.date_of_birth > (now() AT TIME ZONE 'Africa/Lusaka')::date THEN
        RAISE EXCEPTION 'the birth date lies in the future'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'patient_born_before_today', TABLE = 'patient_core';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER patient_core_birth_not_in_future BEFORE INSERT OR UPDATE OF date_of_birth ON patient_core
    FOR EACH ROW EXECUTE FUNCTION patient_birth_not_in_future();
