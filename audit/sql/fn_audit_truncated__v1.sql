-- Purpose: that a table was emptied is an event, with the number of rows that went.
-- Called by: <table>_audit_truncate, before the rows go.
CREATE FUNCTION audit_truncated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    IF audit_month_is_missing() THEN
        PERFORM audit_make_month(statement_timestamp());
    END IF;
    EXECUTE format('SELECT count(*) FROM %I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO gone;
    INSERT INTO audit_events (occurred_at, action, table_name, payload, reason, salt, request_id, facility_id,
                              actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT statement_timestamp(), 'T', TG_TABLE_NAME, json_build_object('rows', gone)::text, k.reason, gen_random_uuid(),
           k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM audit_context() k;
    RETURN NULL;
END
$$;
