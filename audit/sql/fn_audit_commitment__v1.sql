-- Purpose: the digest that binds what can identify a patient: sha256(salt, reason, payload), each text with its length before it.
-- Called by: audit_leaf, the guard of audit_events, audit_redact. NULL when there was nothing to bind.
CREATE FUNCTION audit_commitment(salt uuid, reason text, payload text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN salt IS NOT NULL THEN sha256(
        uuid_send(salt)
        || int4send(coalesce(octet_length(reason), -1)) || convert_to(coalesce(reason, ''), 'UTF8')
        || int4send(coalesce(octet_length(payload), -1)) || convert_to(coalesce(payload, ''), 'UTF8')
    ) END
$$;
-- A salt of an event: nobody can tell it from another's, for the seed is a random value of its statement and kept nowhere.
-- Called by: the capture functions, audit_note. Asking for a random value at each row would cost a third of the row.
CREATE FUNCTION audit_salt(seed uuid, number bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(substr(sha256(uuid_send(seed) || int8send(number)), 1, 16), 'hex')::uuid
$$;
