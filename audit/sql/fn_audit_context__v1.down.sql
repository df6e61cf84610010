DROP FUNCTION audit_context();
