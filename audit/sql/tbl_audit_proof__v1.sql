-- Purpose: what the log needs to find an event's leaf, to go on in another cluster, and to say which months were taken away.
-- Called by: audit.sealing, audit.verifying, audit.exporting, audit.retention.
ALTER TABLE audit_tiles
    -- The span of event_ids: an event's leaf is found without reading all tiles.
    ADD COLUMN first_id bigint,
    ADD COLUMN last_id bigint,
    -- Hashes don't compress.
    ALTER COLUMN hashes SET STORAGE EXTERNAL;
CREATE INDEX audit_tiles_span ON audit_tiles USING gist (int8range(first_id, last_id, '[]')) WHERE level = 0;
ALTER TABLE audit_heads
    -- Events up to this id were written in another cluster, whose transaction numbers mean nothing here, and are all sealed.
    ADD COLUMN base_event_id bigint NOT NULL DEFAULT 0;
CREATE TABLE audit_detached (
    month text PRIMARY KEY,
    first_id bigint NOT NULL,
    last_id bigint NOT NULL,
    events bigint NOT NULL,
    detached_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    detached_by text NOT NULL
);
REVOKE ALL ON audit_detached FROM smartcare_app;
GRANT SELECT ON audit_detached TO smartcare_app;
