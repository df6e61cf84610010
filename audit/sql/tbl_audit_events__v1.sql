-- Purpose: who did what to whom, one row per event, by month. No foreign keys: the log never blocks nor follows live data.
-- Called by: the capture triggers (AttachAudit), audit_note, audit_ddl_seen, audit_redact. Nothing else may write here.
-- Not in Python: raw SQL, bulk writes, COPY and other programs pass Python by.
CREATE SEQUENCE audit_events_id_seq;
CREATE TABLE audit_events (
    id bigint NOT NULL DEFAULT nextval('audit_events_id_seq'),
    occurred_at timestamptz NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    patient_id uuid,
    request_id uuid,
    facility_id integer,
    action "char" NOT NULL,
    table_name text,
    row_id text,
    actor_id text,
    actor_name text,
    role text,
    act text,
    program text,
    db_user text NOT NULL,
    session bytea,
    address inet,
    -- What can identify the patient, bound by a salted digest: null in all three once redacted.
    reason text,
    payload text,
    salt uuid,
    payload_commit bytea,
    PRIMARY KEY (occurred_at, id),
    CONSTRAINT audit_event_action CHECK (action IN ('I', 'U', 'D', 'T', 'R', 'Q', 'P', 'X', 'L', 'F', 'O', 'K', 'N', 'B', 'E', 'Z', 'S')),
    CONSTRAINT audit_event_redacted CHECK (payload_commit IS NULL OR (payload IS NULL AND reason IS NULL AND salt IS NULL)),
    CONSTRAINT audit_event_salted CHECK (salt IS NOT NULL OR (payload IS NULL AND reason IS NULL))
) PARTITION BY RANGE (occurred_at);
ALTER SEQUENCE audit_events_id_seq OWNED BY audit_events.id;
-- Ascending, though the newest are asked for first: so PostgreSQL fills its pages to nine tenths, the other way round to half.
-- Without the number, which only orders events of one moment: the events of one list then share an entry.
CREATE INDEX audit_events_patient ON audit_events (patient_id, occurred_at) WHERE patient_id IS NOT NULL;
CREATE INDEX audit_events_actor ON audit_events (actor_id, occurred_at) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_events_facility ON audit_events (facility_id, occurred_at) WHERE facility_id IS NOT NULL;
CREATE INDEX audit_events_rare ON audit_events (action, occurred_at, id) WHERE action NOT IN ('I', 'U', 'R', 'Q');
CREATE INDEX audit_events_xid ON audit_events (xid);

COMMENT ON COLUMN audit_events.action IS
    'I insert, U update, D delete, T truncate, R read, Q shown in a list or search, P print, X export, L signed in, F sign-in failed, O signed out, K locked out, N refused, B opened in an emergency, E erased (redacted), Z change of the schema, S looked at the audit or sealed it away';

REVOKE ALL ON audit_events FROM smartcare_app;
REVOKE ALL ON SEQUENCE audit_events_id_seq FROM smartcare_app;
GRANT SELECT ON audit_events TO smartcare_app;
ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
-- Each question of the role is whole in brackets: asked once, and the planner does not take a reader for somebody who sees little.
CREATE POLICY audit_events_readers ON audit_events FOR SELECT TO smartcare_app USING (
    (SELECT smartcare_context('role') IN ('auditor', 'data_protection_officer', 'system_administrator'))
    OR ((SELECT smartcare_context('role') = 'facility_administrator') AND facility_id = (SELECT smartcare_context('facility_id')::integer))
);
