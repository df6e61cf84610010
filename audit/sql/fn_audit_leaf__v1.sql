-- Purpose: the exact bytes of an event that are hashed, and the leaf: sha256(0x00, body). No two events share a body, no setting of a
-- session and no version of the server changes one. All integers big-endian; `audit.verify_export` reads the same layout:
--   int1 layout = 1, byte action, int8 id, int8 microseconds since 2000-01-01 UTC, int8 xid,
--   int4 what is there (1 patient, 2 request, 4 facility, 8 commitment, 16 address),
--   9 x int4 octets of table_name, row_id, actor_id, actor_name, role, act, program, db_user, session; -1 for null,
--   then, as far as there: patient (16), request (16), facility (int4), commitment (32), address (family, bits, is_cidr, octets, bytes),
--   session, and the eight texts in UTF-8.
-- The commitment stands for salt, reason and payload, so that a redaction leaves the leaf as it was.
-- Called by: audit.sealing, audit.verifying, audit.exporting.
-- A function declared IMMUTABLE that calls convert_to (STABLE) is never taken into its query: that cost 5 microseconds an event.
ALTER FUNCTION audit_commitment(uuid, text, text) STABLE;
CREATE FUNCTION audit_leaf_body(e audit_events) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT '\x01'::bytea || charsend(e.action) || int8send(e.id) || timestamptz_send(e.occurred_at) || xid8send(e.xid)
        || int4send((e.patient_id IS NOT NULL)::integer + 2 * (e.request_id IS NOT NULL)::integer
            + 4 * (e.facility_id IS NOT NULL)::integer
            + 8 * (e.salt IS NOT NULL OR e.payload_commit IS NOT NULL)::integer + 16 * (e.address IS NOT NULL)::integer)
        || int4send(coalesce(octet_length(e.table_name), -1)) || int4send(coalesce(octet_length(e.row_id), -1))
        || int4send(coalesce(octet_length(e.actor_id), -1)) || int4send(coalesce(octet_length(e.actor_name), -1))
        || int4send(coalesce(octet_length(e.role), -1)) || int4send(coalesce(octet_length(e.act), -1))
        || int4send(coalesce(octet_length(e.program), -1)) || int4send(octet_length(e.db_user))
        || int4send(coalesce(octet_length(e.session), -1))
        || coalesce(uuid_send(e.patient_id), '') || coalesce(uuid_send(e.request_id), '') || coalesce(int4send(e.facility_id), '')
        || coalesce(e.payload_commit, audit_commitment(e.salt, e.reason, e.payload), '')
        || coalesce(inet_send(e.address), '') || coalesce(e.session, '')
        || convert_to(coalesce(e.table_name, '') || coalesce(e.row_id, '') || coalesce(e.actor_id, '') || coalesce(e.actor_name, '')
            || coalesce(e.role, '') || coalesce(e.act, '') || coalesce(e.program, '') || e.db_user, 'UTF8')
$$;
CREATE FUNCTION audit_leaf(e audit_events) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256('\x00'::bytea || audit_leaf_body(e))
$$;
