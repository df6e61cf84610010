"""`make bench`, second part: what the audit costs and keeps. Its own process, for it measures two other libraries too."""

import os
import platform
import re
import sys
from datetime import date
from pathlib import Path

REPORT = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- audit -->", "<!-- end of audit -->"


def main() -> None:
    """Measure on the server of DATABASE_URL, else on the embedded one. SMARTCARE_BENCH_SCALE=0.1 tries it quickly and writes nothing."""
    if not os.environ.get("DATABASE_URL"):
        from smartcare.db.server import hold_until_exit
        from smartcare.db.server.run import environment

        os.environ.update(environment(hold_until_exit()))
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.audit_settings"
    import django

    django.setup()
    from benchmarks import slices

    lines = _measured()
    sys.stdout.write("\n".join(lines) + "\n")
    if slices.scale() == 1:
        text = REPORT.read_text()
        section = f"{BEGIN}\n" + "\n".join(lines) + f"\n{END}"
        REPORT.write_text(re.sub(f"{BEGIN}.*{END}", lambda found: section, text, count=1, flags=re.DOTALL))


def _measured() -> list[str]:
    from django.db import connection

    from benchmarks import audit_bytes, audit_chain, audit_events, audit_reads, audit_writes
    from benchmarks.stage import stage
    from benchmarks.subjects.tables import make_tables

    lines: list[str] = []
    # Bytes and questions each want a database without the events of the others.
    for parts in ([audit_writes, audit_reads, audit_chain], [audit_bytes], [audit_events]):
        with stage():
            make_tables()
            for part in parts:
                lines += ["", *part.lines()]
            with connection.cursor() as cursor:
                cursor.execute("SHOW server_version")
                server = cursor.fetchone()[0]
    load = os.getloadavg()[1]
    return [
        f"Measured {date.today():%-d %b %Y} on {os.cpu_count()} cores with other work on them (load {load:.1f} at the end), "
        f"Python {platform.python_version()}, PostgreSQL {server}.",
        *lines,
    ]


if __name__ == "__main__":
    main()
