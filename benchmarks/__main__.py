"""`make bench`: measure everything that has a target, and write docs/benchmarks.md; `python -m benchmarks.audit`, the audit alone."""

import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

REPORT = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
MARK = "<!-- measured -->"


def main() -> None:
    """Measure on the server of DATABASE_URL, else on the embedded one, with its disk flushes on."""
    if not os.environ.get("DATABASE_URL"):
        from smartcare.db.server import hold_until_exit
        from smartcare.db.server.run import environment

        os.environ.update(environment(hold_until_exit()))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    import django

    django.setup()
    lines = _measured()
    text = REPORT.read_text().split(MARK)[0] if REPORT.exists() else "# Benchmarks\n\n"
    REPORT.write_text(text + MARK + "\n" + "\n".join(lines) + "\n")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    # Its own process: two libraries that it measures too would come into the pages measured here.
    subprocess.run([sys.executable, "-m", "benchmarks.audit"], check=True)


def _measured() -> list[str]:
    from django.db import connection

    from benchmarks import pages, registration
    from benchmarks.stage import stage
    from benchmarks.timing import measure

    pairs = [
        ("Register, by the act", registration.by_act, "Register, plain SQL", registration.by_plain_sql, 150),
        ("Patient page, HTTP", pages.patient_page, "Patient rows, plain SQL", pages.plain_reading, 150),
    ]
    rows = []
    with stage():
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            server = cursor.fetchone()[0]
        for clients in (1, 8):
            for ours, make, plain, make_plain, alone in pairs:
                rounds = alone if clients == 1 else alone // 3
                rows += [
                    measure(ours, make, clients=clients, rounds=rounds),
                    measure(plain, make_plain, clients=clients, rounds=rounds),
                ]
    head = [
        f"Measured {date.today():%-d %b %Y} on {os.cpu_count()} cores, Python {platform.python_version()}, PostgreSQL {server}.",
        "",
        "| what | clients | median ms | p95 ms | per second | queries |",
        "|---|---|---|---|---|---|",
    ]
    return head + [
        f"| {t.name} | {t.clients} | {t.median_ms:.1f} | {t.p95_ms:.1f} | {t.per_second:.0f} | {t.queries} |"
        for t in rows
    ]


if __name__ == "__main__":
    main()
