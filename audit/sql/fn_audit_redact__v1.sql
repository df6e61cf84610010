-- Purpose: erasure in the log. What identifies a patient goes from all her events (payload, reason, salt) and its digest stays, so that
-- the proof still holds; that it was done, by whom and on which legal ground (the context's reason) is an event itself. Gives how many.
-- Called by: audit.redaction. Refuses (SC003) unless a data protection officer acts, with a reason.
-- Earlier erasures stay readable: they say who erased and why, and nothing of her.
CREATE FUNCTION audit_redact(patient uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    done bigint;
BEGIN
    IF smartcare_context('role') IS DISTINCT FROM 'data_protection_officer'
        OR smartcare_context('act') IS NULL OR smartcare_context('reason') IS NULL THEN
        RAISE EXCEPTION 'only a data protection officer redacts, in an act with a reason' USING ERRCODE = 'SC003';
    END IF;
    IF patient IS NULL THEN
        RAISE EXCEPTION 'whose events?' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    UPDATE audit_events e
    SET payload_commit = audit_commitment(e.salt, e.reason, e.payload), payload = NULL, reason = NULL, salt = NULL
    WHERE e.patient_id = audit_redact.patient AND e.salt IS NOT NULL AND e.action <> 'E';
    GET DIAGNOSTICS done = ROW_COUNT;
    INSERT INTO audit_events (occurred_at, action, table_name, patient_id, payload, reason, salt, request_id, facility_id,
                              actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT statement_timestamp(), 'E', 'audit_events', audit_redact.patient, json_build_object('events', done)::text, k.reason,
           gen_random_uuid(), k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session,
           k.address
    FROM audit_context() k;
    RETURN done;
END
$$;
REVOKE EXECUTE ON FUNCTION audit_redact(uuid) FROM PUBLIC;
