DROP FUNCTION audit_redact(uuid);
