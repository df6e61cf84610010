"""What the database holds beside tables: one text that a review reads as a diff. The same on PostgreSQL 15 and 18."""

from typing import Any

SECTIONS = {
    "extensions": "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1",
    "enums": """
        SELECT t.typname || ': ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
        FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname ORDER BY 1""",
    "columns": """
        SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
               || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
               || CASE WHEN a.attgenerated <> '' THEN ' generated ' || pg_get_expr(d.adbin, d.adrelid)
                       WHEN d.adbin IS NOT NULL AND a.attidentity = '' THEN ' default ' || pg_get_expr(d.adbin, d.adrelid)
                       ELSE '' END
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attname""",
    "constraints": """
        SELECT c.conrelid::regclass || ' ' || c.conname || ': ' || pg_get_constraintdef(c.oid)
               || CASE WHEN c.convalidated THEN '' ELSE ' (not valid)' END
        FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace AND n.nspname = 'public'
        JOIN pg_class r ON r.oid = c.conrelid AND NOT r.relispartition
        WHERE c.contype <> 'n' AND c.conrelid <> 0 ORDER BY 1""",
    "indexes": """
        SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid AND NOT c.relispartition AND c.relkind <> 't'
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public' ORDER BY 1""",
    "functions": """
        SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'public' AND p.prokind <> 'a' AND NOT EXISTS (
            SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')
        ORDER BY p.proname, pg_get_function_identity_arguments(p.oid)""",
    "triggers": """
        SELECT pg_get_triggerdef(t.oid) || ' [' || t.tgenabled::text || ']' FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        WHERE NOT t.tgisinternal AND NOT c.relispartition ORDER BY 1""",
    "views": """
        SELECT viewname || ':' || chr(10) || definition FROM pg_views WHERE schemaname = 'public'
        AND viewname NOT LIKE 'pg_stat%' ORDER BY 1""",
    "row policies": """
        SELECT tablename || ' ' || policyname || ' for ' || cmd || ' to ' || array_to_string(roles, ', ') || ': ' || coalesce(qual, '')
        FROM pg_policies WHERE schemaname = 'public' ORDER BY 1""",
    "sequences": "SELECT sequencename || ' ' || data_type FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
    "grants to smartcare_app": """
        SELECT table_name || ': ' || string_agg(lower(privilege_type), ', ' ORDER BY privilege_type)
        FROM information_schema.role_table_grants
        WHERE grantee = 'smartcare_app' AND table_schema = 'public' AND table_name !~ '^audit_events_[0-9]'
        GROUP BY table_name ORDER BY 1""",
}


def read(cursor: Any) -> str:
    """The catalogue as text. Takes: a cursor of any role that may look. Gives: sections in order."""
    parts = []
    for title, question in SECTIONS.items():
        cursor.execute(question)
        lines = "\n".join(str(row[0]) for row in cursor.fetchall())
        parts.append(f"-- {title}\n{lines}\n")
    return "\n".join(parts)
