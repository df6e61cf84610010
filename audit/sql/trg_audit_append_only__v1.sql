-- Purpose: events are added and never changed or removed, by the owner either. One change is let through: a redaction, which
-- takes away what identifies and leaves its digest, so that the proof still holds. Raises SC002.
-- Called by: triggers on audit_events and on each month.
CREATE FUNCTION audit_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    redacted audit_events;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        redacted := OLD;
        redacted.payload_commit := audit_commitment(OLD.salt, OLD.reason, OLD.payload);
        redacted.reason := NULL;
        redacted.payload := NULL;
        redacted.salt := NULL;
        IF OLD.payload_commit IS NULL AND OLD.salt IS NOT NULL AND NEW IS NOT DISTINCT FROM redacted THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'audit events are never changed or removed' USING ERRCODE = 'SC002';
END
$$;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_append_only;
CREATE TRIGGER audit_events_not_emptied BEFORE TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_not_emptied;
