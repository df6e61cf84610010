-- Purpose: who, where, why and through which program, as this transaction says; the database's own user whatever it says.
-- Called by: the capture functions, audit_note, audit_ddl_seen. Written in SQL, so that the planner takes it into their statement.
CREATE FUNCTION audit_context() RETURNS TABLE (
    actor_id text, actor_name text, role text, facility_id integer, act text, reason text, request_id uuid,
    session bytea, address inet, program text, db_user text)
LANGUAGE sql STABLE AS $$
    SELECT smartcare_context('actor_id'), smartcare_context('actor_name'), smartcare_context('role'),
           smartcare_context('facility_id')::integer, smartcare_context('act'), smartcare_context('reason'),
           smartcare_context('request_id')::uuid, decode(smartcare_context('session'), 'hex'),
           smartcare_context('address')::inet, smartcare_context('program'), session_user::text
$$;
