"""How many writers at once: SmartCare's capture against a chain of hashes, whose last row every writer must hold until it commits."""

import multiprocessing
import time
from multiprocessing.synchronize import Barrier
from statistics import median
from typing import Any

import psycopg
from django.db import connection

from audit.saying import set_local
from benchmarks import slices
from benchmarks.audit_writes import ACTOR
from smartcare.db.roles import as_owner

CLIENTS = (1, 4, 8, 16)
SECONDS = 1.5

# What a chain does at each event: hold the tail, hash it with the event, add the event, move the tail on.
CHAIN = """
CREATE TABLE bench_subject (LIKE subjects_captured INCLUDING ALL);
CREATE TABLE bench_chain (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, occurred_at timestamptz NOT NULL, patient_id uuid,
                          actor_id text, reason text, payload text NOT NULL, hash bytea NOT NULL);
CREATE INDEX ON bench_chain (patient_id, occurred_at DESC);
CREATE INDEX ON bench_chain (actor_id, occurred_at DESC);
CREATE TABLE bench_chain_tail (hash bytea NOT NULL);
INSERT INTO bench_chain_tail VALUES (sha256(''));
CREATE FUNCTION bench_chain_add() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    tail bytea;
    said text := row_to_json(NEW)::text;
BEGIN
    SELECT hash INTO tail FROM bench_chain_tail FOR UPDATE;
    tail := sha256(tail || convert_to(said, 'UTF8'));
    INSERT INTO bench_chain (occurred_at, patient_id, actor_id, reason, payload, hash)
    VALUES (clock_timestamp(), NEW.patient_id, smartcare_context('actor_id'), smartcare_context('reason'), said, tail);
    UPDATE bench_chain_tail SET hash = tail;
    RETURN NULL;
END
$$;
CREATE TRIGGER bench_chain_add AFTER INSERT ON bench_subject FOR EACH ROW EXECUTE FUNCTION bench_chain_add();
ALTER TABLE bench_chain_tail SET (fillfactor = 10)
"""
WRITE = """INSERT INTO {table} (id, patient_id, kind, value, value_given, state, owner, owner_name, is_primary, version, updated_at,
updated_by) VALUES (gen_random_uuid(), gen_random_uuid(), 'cellphone', '+260977123456', '0977 123 456', 'ok', 'own', '', true, 1,
now(), 'Amina')"""


def _client(place: dict[str, Any], begin: str, pause: float, ready: Barrier, counts: Any) -> None:
    with psycopg.connect(**place, autocommit=True) as session:
        pg, done = session.pgconn, 0
        ready.wait()
        until = time.perf_counter() + SECONDS
        while time.perf_counter() < until:
            if pause:
                pg.exec_(begin.encode())
                time.sleep(pause)
                result = pg.exec_(b"COMMIT")
            else:
                result = pg.exec_(f"{begin}; COMMIT".encode())
            if result.error_message:
                raise RuntimeError(result.get_error_message())
            done += 1
        counts.put(done)


def committed(table: str, clients: int, pause: float) -> float:
    """Events a second. Takes: the table written to; how many processes at once; the seconds each waits before its commit."""
    settings = connection.settings_dict
    given = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "dbname": settings["NAME"],
        "options": settings.get("OPTIONS", {}).get("options"),
    }
    place = {key: value for key, value in given.items() if value}
    context = {
        "actor_id": ACTOR.id,
        "actor_name": ACTOR.name,
        "role": ACTOR.role,
        "act": "bench",
        "reason": "She told us",
    }
    begin = f"BEGIN; {set_local(context)}; {WRITE.format(table=table)}"
    connection.close()
    fork = multiprocessing.get_context("fork")
    ready, counts = fork.Barrier(clients), fork.Queue()
    started = [
        fork.Process(target=_client, args=(place, begin, pause, ready, counts)) for _ in range(clients)
    ]
    for process in started:
        process.start()
    done = sum(counts.get(timeout=60) for _ in started)
    for process in started:
        process.join()
    return done / SECONDS


TABLES = {"capture": "subjects_captured", "chain": "bench_subject"}
PAUSES = {"bare": 0.0, "2 ms": 0.002}


def lines() -> list[str]:
    """Measure both in turn. Gives: lines of Markdown."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(CHAIN)
    rounds = slices.rounds(5)
    table = [
        f"**Writers at once**: committed events a second, one row a transaction, the median of {rounds} slices of {SECONDS} s in turn; "
        "with 2 ms, a request thinks so long between its write and its commit. Target: 5 times the chain at 16 clients.",
        "",
        "| clients | capture | chain | times | capture, 2 ms | chain, 2 ms | times |",
        "|---|---|---|---|---|---|---|",
    ]
    for clients in CLIENTS:
        found: dict[tuple[str, str], list[float]] = {(name, kind): [] for kind in PAUSES for name in TABLES}
        for _ in range(rounds):
            for (name, kind), each in found.items():
                each.append(committed(TABLES[name], clients, PAUSES[kind]))
        cells = []
        for kind in PAUSES:
            ours, chain = found["capture", kind], found["chain", kind]
            times = median(a / b for a, b in zip(ours, chain, strict=True))
            cells += [f"{median(ours):,.0f}", f"{median(chain):,.0f}", f"{times:.1f}"]
        table.append(f"| {clients} | {' | '.join(cells)} |")
    return table
