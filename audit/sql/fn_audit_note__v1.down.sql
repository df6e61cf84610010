DROP FUNCTION audit_note("char", uuid[], text);
