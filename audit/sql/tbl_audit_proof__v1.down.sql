DROP TABLE audit_detached;
ALTER TABLE audit_heads DROP COLUMN base_event_id;
DROP INDEX audit_tiles_span;
ALTER TABLE audit_tiles DROP COLUMN last_id, DROP COLUMN first_id, ALTER COLUMN hashes SET STORAGE DEFAULT;
