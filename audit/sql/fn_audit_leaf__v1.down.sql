DROP FUNCTION audit_leaf(audit_events);
DROP FUNCTION audit_leaf_body(audit_events);
ALTER FUNCTION audit_commitment(uuid, text, text) IMMUTABLE;
