DROP FUNCTION audit_month_is_missing();
DROP FUNCTION audit_make_month(timestamptz);
