-- The role itself stays: it belongs to the whole server and other databases may use it.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM smartcare_app;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM smartcare_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM smartcare_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE, SELECT ON SEQUENCES FROM smartcare_app;
REVOKE USAGE ON SCHEMA public FROM smartcare_app;
