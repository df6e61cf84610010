-- Purpose: the application's group role and what it may do by default in a schema that the owner fills.
-- Called by: the first migration of all. Tables that the application may not change say so in their own migration (REVOKE).
-- Not in Python: rights live in the database, so that no code path can widen them.
DO $$
DECLARE
    -- From PostgreSQL 16 on a role may be a member without the right to act as the group.
    needed text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'smartcare_app') THEN
        CREATE ROLE smartcare_app NOLOGIN;
    END IF;
    IF NOT pg_has_role(current_user, 'smartcare_app', needed) THEN
        GRANT smartcare_app TO CURRENT_USER;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'The role smartcare_app is missing or is not granted to %. Ask a superuser to run: CREATE ROLE smartcare_app NOLOGIN; GRANT smartcare_app TO %;', current_user, current_user;
END
$$;
GRANT USAGE ON SCHEMA public TO smartcare_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO smartcare_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO smartcare_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO smartcare_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO smartcare_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM smartcare_app;
