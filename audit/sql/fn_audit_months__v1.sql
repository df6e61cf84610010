-- Purpose: a month of audit_events, made ahead by a command and, if nobody did, by the first event of the month.
-- Called by: seal_audit, every capture function. The month is attached, not created in place: that lock lets writers go on.
CREATE FUNCTION audit_make_month(moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    first_day timestamptz := date_trunc('month', moment);
    name text := to_char(moment, '"audit_events_"YYYY_MM');
BEGIN
    IF to_regclass('public.' || name) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('audit_make_month'));
    IF to_regclass('public.' || name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE public.%I (LIKE audit_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS, '
        'CONSTRAINT %I CHECK (occurred_at >= %L AND occurred_at < %L))',
        name, name || '_span', first_day, first_day + interval '1 month');
    EXECUTE format('REVOKE ALL ON %I FROM smartcare_app', name);
    EXECUTE format('ALTER TABLE audit_events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        name, first_day, first_day + interval '1 month');
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', name, name || '_span');
    EXECUTE format('CREATE TRIGGER audit_events_not_emptied BEFORE TRUNCATE ON %I '
        'FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER audit_events_not_emptied', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER audit_events_append_only', name);
END
$$;
-- The name of the month that an event of now falls in, NULL while it is not there. Cheap: asked at every captured statement.
CREATE FUNCTION audit_month_is_missing() RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT to_regclass('public.audit_events_' || to_char(statement_timestamp() AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL
$$;
REVOKE EXECUTE ON FUNCTION audit_make_month(timestamptz) FROM PUBLIC;
SELECT audit_make_month(now());
SELECT audit_make_month(now() + interval '1 month');
