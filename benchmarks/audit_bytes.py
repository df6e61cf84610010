"""How many bytes an event takes, all in, when two of three requests only look."""

from dataclasses import dataclass

from django.db import connection

from benchmarks import slices
from benchmarks.audit_writes import ACTOR
from smartcare.db.roles import as_owner

EVENTS = 300_000
SEAL = 38

# One transaction a write, a page or a list, as in the clinic: of the events 35 % pages, 35 % in lists of five,
# 15 % new rows, 15 % changes of two columns.
WORK = """
DO $$
DECLARE
    row_id uuid;
    patient uuid;
    draw float8;
BEGIN
    FOR i IN 1..{steps} LOOP
        PERFORM set_config('smartcare.' || c.key, c.value, true) FROM bench_context c;
        PERFORM set_config('smartcare.actor_id', (1000 + (random() * 60)::int)::text, true),
                set_config('smartcare.request_id', gen_random_uuid()::text, true);
        patient := lpad(to_hex((random() * random() * 20000)::int), 32, '0')::uuid;
        draw := random() * 0.72;
        IF draw < 0.35 THEN
            PERFORM set_config('smartcare.act', 'patient.page', true), set_config('smartcare.reason', '', true);
            PERFORM audit_note('R', ARRAY[patient], NULL);
        ELSIF draw < 0.42 THEN
            PERFORM set_config('smartcare.act', 'patient.search', true), set_config('smartcare.reason', '', true);
            PERFORM audit_note('Q',
                ARRAY(SELECT lpad(to_hex((random() * random() * 20000)::int), 32, '0')::uuid FROM generate_series(1, 5)),
                '{{"found": 12, "looked_for": "00112233445566778899aabbccddeeff"}}');
        ELSIF draw < 0.57 OR row_id IS NULL THEN
            row_id := gen_random_uuid();
            INSERT INTO subjects_captured (id, patient_id, kind, value, value_given, state, owner, owner_name, is_primary, version,
                                           updated_at, updated_by)
            VALUES (row_id, patient, 'cellphone', '+260977123456', '0977 123 456', 'ok', 'own', '', true, 1, now(), 'Amina');
        ELSE
            UPDATE subjects_captured SET value = value || 'x', version = version + 1 WHERE id = row_id;
        END IF;
        COMMIT;
    END LOOP;
END
$$
"""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes by event: of the rows, of each index, of each column."""

    events: int
    rows: float
    indexes: dict[str, float]
    columns: dict[str, float]

    @property
    def all_in(self) -> float:
        return self.rows + sum(self.indexes.values()) + SEAL


def measured() -> Sizes:
    """Write the events through the functions that write them, and weigh them. Needs a database without other events."""
    events = int(EVENTS * slices.scale())
    _context()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(WORK.format(steps=int(events * 0.72)))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT 'audit_events_' || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')")
        month = cursor.fetchone()[0]
        cursor.execute(f"VACUUM ANALYZE {month}")
        cursor.execute(f"SELECT count(*), pg_table_size('{month}') FROM {month}")
        count, rows = cursor.fetchone()
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_relation_size(indexrelid) FROM pg_index WHERE indrelid = %s::regclass",
            [month],
        )
        indexes = {name.removeprefix(f"{month}_"): size / count for name, size in cursor.fetchall()}
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [month],
        )
        names = [name for (name,) in cursor.fetchall()]
        sums = ", ".join(f"coalesce(sum(pg_column_size({name})), 0)" for name in names)
        cursor.execute(f"SELECT {sums} FROM {month}")
        columns = {name: float(size) / count for name, size in zip(names, cursor.fetchone(), strict=True)}
    return Sizes(count, rows / count, indexes, columns)


def _context() -> None:
    """What each of these transactions says of itself, in a table that the loop reads."""
    said = {
        "actor_name": ACTOR.name,
        "role": ACTOR.role,
        "facility_id": str(ACTOR.facility_id),
        "act": "patient.correct_contact",
        "reason": "She told us herself",
        "session": "0123456789abcdef" * 2,
        "address": "10.0.0.1",
        "program": "web",
    }
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_context (key text, value text); TRUNCATE bench_context"
        )
        cursor.executemany("INSERT INTO bench_context VALUES (%s, %s)", list(said.items()))


def lines() -> list[str]:
    """Weigh the events. Gives: lines of Markdown."""
    sizes = measured()
    indexes = ", ".join(f"{name} {size:.1f}" for name, size in sorted(sizes.indexes.items()))
    columns = ", ".join(
        f"{name} {size:.1f}" for name, size in sorted(sizes.columns.items(), key=lambda pair: -pair[1])
    )
    return [
        f"**Bytes an event**, {sizes.events:,} events of which 70 % are looks, one transaction each: {sizes.all_in:.0f} B all in "
        f"(rows {sizes.rows:.0f}, indexes {sum(sizes.indexes.values()):.0f}, seal {SEAL}); target 330 B.",
        "",
        f"- Indexes: {indexes}.",
        f"- Columns, before the row's own head of 32 B and 4 B of its pointer: {columns}.",
    ]
