-- Purpose: a change of the schema is an event: a trigger that was disabled for a moment, a table that was dropped.
-- Called by: the event triggers that `manage.py watch_schema` makes, for only a superuser may make them.
CREATE FUNCTION audit_note_ddl(tag text, kind text, identity text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- While a month is being made, the events of that month have no place yet; its making is seen when it is attached.
    IF audit_month_is_missing() OR NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = 'audit_events'::regclass
        AND inhrelid = to_regclass('public.audit_events_' || to_char(statement_timestamp() AT TIME ZONE 'UTC', 'YYYY_MM'))) THEN
        RETURN;
    END IF;
    INSERT INTO audit_events (occurred_at, action, table_name, row_id, payload, reason, salt, request_id, facility_id,
                              actor_id, actor_name, role, act, program, db_user, session, address)
    SELECT statement_timestamp(), 'Z', kind, identity, json_build_object('command', tag)::text, k.reason, gen_random_uuid(),
           k.request_id, k.facility_id, k.actor_id, k.actor_name, k.role, k.act, k.program, k.db_user, k.session, k.address
    FROM audit_context() k;
END
$$;
CREATE FUNCTION audit_ddl_seen() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_EVENT = 'sql_drop' THEN
        PERFORM audit_note_ddl(TG_TAG, object_type, object_identity) FROM pg_event_trigger_dropped_objects()
        WHERE original AND NOT is_temporary AND to_regclass('public.audit_events') IS NOT NULL;
    ELSE
        PERFORM audit_note_ddl(command_tag, object_type, object_identity) FROM pg_event_trigger_ddl_commands()
        WHERE schema_name IS DISTINCT FROM 'pg_temp' AND to_regclass('public.audit_events') IS NOT NULL;
    END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION audit_note_ddl(text, text, text) FROM PUBLIC;
