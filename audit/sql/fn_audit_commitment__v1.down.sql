DROP FUNCTION audit_salt(uuid, bigint);
DROP FUNCTION audit_commitment(uuid, text, text);
