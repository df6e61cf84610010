-- Purpose: signals are found by a command as the owner; a reader of the audit sees them and may only say that she looked.
-- Called by: nobody; rights and row policies.
REVOKE ALL ON audit_signals FROM smartcare_app;
GRANT SELECT, UPDATE (looked_at, looked_by, looked_by_name, remark) ON audit_signals TO smartcare_app;
ALTER TABLE audit_signals ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_signals_readers ON audit_signals TO smartcare_app USING (
    (SELECT smartcare_context('role')) IN ('auditor', 'data_protection_officer', 'system_administrator')
    OR ((SELECT smartcare_context('role')) = 'facility_administrator' AND facility_id = (SELECT smartcare_context('facility_id')::integer)
        AND actor_id IS DISTINCT FROM (SELECT smartcare_context('actor_id')))
);
