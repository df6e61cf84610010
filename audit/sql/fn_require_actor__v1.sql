-- Purpose: no clinical write without an actor and an act. Raises SC001.
-- Called by: the trigger <table>_require_actor of every table that can hold a person's data.
-- Not in Python: raw SQL, the admin and bulk writes pass Python by.
CREATE FUNCTION smartcare_require_actor() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF smartcare_context('actor_id') IS NULL OR smartcare_context('act') IS NULL THEN
        RAISE EXCEPTION 'a write to % needs an act with an actor', TG_TABLE_NAME USING ERRCODE = 'SC001';
    END IF;
    RETURN NULL;
END
$$;
