-- Purpose: the Merkle log over committed events (RFC 9162), in tiles 256 wide, and its signed heads.
-- Called by: audit.sealing. The application's role reads the heads and can write nothing here.
CREATE TABLE audit_tiles (
    level smallint NOT NULL,
    number bigint NOT NULL,
    hashes bytea NOT NULL,
    -- On level 0 only: which event stands behind each leaf.
    event_ids bigint[],
    PRIMARY KEY (level, number)
);
CREATE TABLE audit_heads (
    size bigint PRIMARY KEY,
    root bytea NOT NULL,
    sealed_at timestamptz NOT NULL,
    -- What the sealer could see, and in which cluster: the next one seals the difference.
    snapshot pg_snapshot NOT NULL,
    system_identifier bigint NOT NULL,
    last_event_id bigint NOT NULL,
    signed_note text NOT NULL
);
REVOKE ALL ON audit_tiles, audit_heads FROM smartcare_app;
GRANT SELECT ON audit_heads TO smartcare_app;
