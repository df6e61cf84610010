DROP TRIGGER audit_events_not_emptied ON audit_events;
DROP TRIGGER audit_events_append_only ON audit_events;
-- The months keep triggers of their own.
DROP FUNCTION audit_refuse_change() CASCADE;
