DROP FUNCTION audit_commitment(uuid, text, text);
