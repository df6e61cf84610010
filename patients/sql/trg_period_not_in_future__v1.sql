-- Purpose: no phone or address begins tomorrow: what she will have, she has not yet. Raises a check violation named
-- patient_period_begins_by_today.
-- Called by: writes of patient_contacts and patient_address. A CHECK may not ask what day it is; the day is the one in Zambia.
CREATE FUNCTION patient_period_not_in_future() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF lower(NEW.valid) > (now() AT TIME ZONE 'Africa/Lusaka')::date THEN
        RAISE EXCEPTION 'the period begins in the future'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'patient_period_begins_by_today', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER patient_contacts_period_not_in_future BEFORE INSERT OR UPDATE OF valid ON patient_contacts
    FOR EACH ROW EXECUTE FUNCTION patient_period_not_in_future();
CREATE TRIGGER patient_address_period_not_in_future BEFORE INSERT OR UPDATE OF valid ON patient_address
    FOR EACH ROW EXECUTE FUNCTION patient_period_not_in_future();
