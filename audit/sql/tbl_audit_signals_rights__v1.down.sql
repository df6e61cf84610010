DROP POLICY audit_signals_readers ON audit_signals;
ALTER TABLE audit_signals DISABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON audit_signals TO smartcare_app;
