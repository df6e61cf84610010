-- Purpose: the application's only way to write an event itself: that somebody saw, searched, printed, exported, signed in, was refused.
-- One event for each patient, or one without a patient. It can't write what only capture may say (I, U, D, T, Z, E).
-- Called by: audit.reads, audit.signs. Not a grant to insert: that would let a stolen sign-in invent a change.
CREATE FUNCTION audit_note(action "char", patients uuid[], payload text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written integer;
BEGIN
    IF action NOT IN ('R', 'Q', 'P', 'X', 'L', 'F', 'O', 'K', 'N', 'B', 'S') THEN
        RAISE EXCEPTION 'an event of kind % is not noted but captured', action USING ERRCODE = 'SC002';
    END IF;
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    -- What a list was asked for is said once, at its first event: the others share its request.
    INSERT INTO audit_events (occurred_at, action, patient_id, payload, reason, salt, request_id, facility_id,
                              actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT statement_timestamp(), audit_note.action, shown.patient, shown.payload, k.reason,
           CASE WHEN shown.payload IS NOT NULL OR k.reason IS NOT NULL THEN audit_salt(k.seed, shown.number) END,
           k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM (SELECT *, gen_random_uuid() AS seed FROM audit_context() OFFSET 0) k,
         (SELECT one.patient, one.number, CASE WHEN one.number = 1 THEN audit_note.payload END AS payload
          FROM unnest(coalesce(nullif(patients, '{}'), ARRAY[NULL::uuid])) WITH ORDINALITY AS one(patient, number)) shown;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END
$$;
REVOKE EXECUTE ON FUNCTION audit_note("char", uuid[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_note("char", uuid[], text) TO smartcare_app;
