"""Two years of events, made up, and the questions that the viewer of the audit asks of them."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from statistics import median, quantiles

from django.db import connection, transaction

from smartcare.db.roles import as_owner

MONTHS = 24
PATIENTS = 200_000
ACTORS = 2_000
ROUNDS = 60

MONTH_SPAN = (
    "SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - interval '1 month' * %s"
)

# Seven of ten are reads (a page or a list), three are writes; one in 500 is rare: a sign-in that failed, an export, a refusal.
FILL = """
INSERT INTO audit_events (occurred_at, xid, patient_id, request_id, facility_id, action, table_name, row_id, actor_id, actor_name,
                          role, act, program, db_user, session, address, reason, payload, salt)
SELECT d.at, d.n::text::xid8, CASE WHEN d.kind NOT IN ('F', 'L', 'O') THEN lpad(to_hex(d.patient), 32, '0')::uuid END, gen_random_uuid(),
       d.patient %% 300, d.kind::"char", CASE WHEN d.kind IN ('I', 'U') THEN 'patient_contacts' END,
       CASE WHEN d.kind IN ('I', 'U') THEN gen_random_uuid()::text END,
       CASE WHEN d.kind <> 'F' THEN 'actor-' || d.actor END, 'Somebody ' || d.actor, 'midwife',
       CASE WHEN d.kind IN ('I', 'U') THEN 'patient.correct_contact' ELSE 'patient.page' END, 'web', 'smartcare',
       decode(md5(d.actor::text), 'hex'), '10.0.0.1',
       CASE WHEN d.kind IN ('I', 'U') THEN 'She told us' END,
       CASE WHEN d.kind = 'U' THEN '{"value":["+260977123456","+260977123457"],"version":[1,2]}'
            WHEN d.kind = 'I' THEN '{"value":"+260977123456","version":1,"kind":"cellphone","state":"ok"}' END,
       CASE WHEN d.kind IN ('I', 'U') THEN gen_random_uuid() END
FROM (
    SELECT i + %(before)s AS n, %(first)s::timestamptz + (%(until)s::timestamptz - %(first)s::timestamptz) * (i / %(rows)s::float8) AS at,
           (random() * random() * %(patients)s)::int AS patient, (random() * %(actors)s)::int AS actor,
           CASE WHEN random() < 0.002 THEN (ARRAY['F', 'X', 'L', 'N'])[1 + (random() * 3)::int]
                WHEN random() < 0.35 THEN 'R' WHEN random() < 0.54 THEN 'Q' WHEN random() < 0.5 THEN 'U' ELSE 'I' END AS kind
    FROM generate_series(0, %(rows)s - 1) i
) d
"""


def wanted() -> int:
    """How many events to make: 2 million, or as SMARTCARE_BENCH_EVENTS says (20000000 takes a quarter of an hour and 8 GB)."""
    return int(os.environ.get("SMARTCARE_BENCH_EVENTS", "2000000"))


def fill(count: int) -> float:
    """Make events over 24 months, as the owner and past the capture. Takes: how many. Gives: the seconds it took."""
    began = time.perf_counter()
    each = count // MONTHS
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        for back in range(MONTHS - 1, -1, -1):
            cursor.execute(
                f"SELECT m, least(m + interval '1 month', now()) FROM ({MONTH_SPAN} AS m) s", [back]
            )
            first, until = cursor.fetchone()
            cursor.execute("SELECT audit_make_month(%s)", [first])
            values = {
                "first": first,
                "until": until,
                "rows": each,
                "before": (MONTHS - back) * each,
                "patients": PATIENTS,
                "actors": ACTORS,
            }
            cursor.execute(FILL, values)
        cursor.execute("VACUUM ANALYZE audit_events")
    return time.perf_counter() - began


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the viewer: its name, its SQL after the columns, and what it is asked about."""

    name: str
    where: str
    about: Callable[[Random], list[object]]


def _patient(random: Random) -> list[object]:
    return [f"{int(random.random() * random.random() * PATIENTS):032x}"]


def _actor_and_day(random: Random) -> list[object]:
    day = random.randint(1, 700)
    return [f"actor-{random.randint(1, ACTORS - 1)}", day, day]


def _nothing(random: Random) -> list[object]:
    return []


NEWEST = "ORDER BY occurred_at DESC, id DESC LIMIT 50"
QUESTIONS = [
    Question("A patient, newest 50", f"patient_id = %s {NEWEST}", _patient),
    Question(
        "A patient, last 90 days",
        f"patient_id = %s AND occurred_at > now() - interval '90 days' {NEWEST}",
        _patient,
    ),
    Question(
        "An actor on a day",
        f"actor_id = %s AND occurred_at >= now() - interval '1 day' * %s AND occurred_at < now() - interval '1 day' * (%s - 1) {NEWEST}",
        _actor_and_day,
    ),
    Question(
        "Exports, last 30 days",
        f"action = 'X' AND occurred_at > now() - interval '30 days' {NEWEST}",
        _nothing,
    ),
    Question("Sign-ins that failed, newest 50", f"action = 'F' {NEWEST}", _nothing),
    Question("All, newest 50", f"true {NEWEST}", _nothing),
]
COLUMNS = "id, occurred_at, patient_id, action, table_name, row_id, actor_name, role, act, facility_id, reason, payload"


@contextmanager
def auditor() -> Iterator[None]:
    """A transaction of an auditor, whom the policy of the table lets see all."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL smartcare.role = 'auditor'")
        yield


def ask(question: Question) -> tuple[float, float, float]:
    """Ask 60 times, each about somebody else, the tables' names known already. Gives: median, p95 and the plan's part of it, in ms."""
    random, spent, planned = Random(7), list[float](), list[float]()
    statement = f"SELECT {COLUMNS} FROM audit_events WHERE {question.where}"
    with auditor(), connection.cursor() as cursor:
        for number in range(ROUNDS + 3):
            about = question.about(random)
            began = time.perf_counter()
            cursor.execute(statement, about)
            cursor.fetchall()
            if number >= 3:
                spent.append((time.perf_counter() - began) * 1000)
        for _ in range(10):
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", question.about(random))
            planned.append(cursor.fetchone()[0][0]["Planning Time"])
    return median(spent), quantiles(spent, n=20)[-1], median(planned)


def size() -> tuple[int, int]:
    """Bytes of all months: rows, indexes."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_table_size(inhrelid)), sum(pg_indexes_size(inhrelid)) FROM pg_inherits "
            "WHERE inhparent = 'audit_events'::regclass"
        )
        rows, indexes = cursor.fetchone()
    return int(rows), int(indexes)


def lines() -> list[str]:
    """Make the events and ask. Gives: lines of Markdown."""
    count = wanted()
    seconds = fill(count)
    rows, indexes = size()
    found = [(question.name, *ask(question)) for question in QUESTIONS]
    return [
        f"**Questions of the viewer**, {count / 1e6:.0f} million events in {MONTHS} months (made in {seconds:.0f} s; rows "
        f"{rows / count:.0f} B, indexes {indexes / count:.0f} B an event), asked as an auditor by the application's role; target p95 5 ms.",
        "",
        "| question | median ms | p95 ms | of the median, planning |",
        "|---|---|---|---|",
        *(f"| {name} | {middle:.2f} | {late:.2f} | {plan:.2f} |" for name, middle, late, plan in found),
    ]
