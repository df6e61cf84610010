DROP FUNCTION audit_ddl_seen() CASCADE;
DROP FUNCTION audit_note_ddl(text, text, text);
