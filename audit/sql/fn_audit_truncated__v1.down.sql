DROP FUNCTION audit_truncated();
