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
