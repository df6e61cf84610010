"""What noting a look adds to a page, by itself: it is one message to the database and one flush of its disk."""

from statistics import median

from django.db import connection
from uuid_utils.compat import uuid7

from audit.context import in_request
from audit.enums import Action
from audit.reads import digest_of, note
from benchmarks import slices
from benchmarks.audit_writes import ACTOR, REQUEST
from smartcare.db.roles import as_owner

LISTED = 50


def _page() -> None:
    note(Action.READ, by=ACTOR, what="patient.page", patients=[PATIENTS[0]])


def _list() -> None:
    note(
        Action.LISTED,
        by=ACTOR,
        what="patient.search",
        patients=PATIENTS,
        detail={"looked_for": digest_of("Mwansa"), "found": LISTED},
    )


def _round_trip() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


PATIENTS = [uuid7() for _ in range(LISTED)]


def lines() -> list[str]:
    """Measure a page of one patient, a list of 50 and an empty question. Gives: lines of Markdown."""
    ways = {slices.BASE: _round_trip, "page": _page, "list": _list}
    with in_request(REQUEST):
        taken = slices.compare(ways, rounds=slices.rounds(60), times=20)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        fsync = cursor.fetchone()[0]
    page, listed, empty = (_milliseconds(taken[name].wall) for name in ("page", "list", slices.BASE))
    each = [1000 * (many - one) / (LISTED - 1) for many, one in zip(listed, page, strict=True)]
    return [
        f"**What noting a look adds**, committed before the page is shown (fsync {fsync}); an empty question to the database takes "
        f"{median(empty):.2f} ms.",
        "",
        "| look | median ms | quickest ms | target |",
        "|---|---|---|---|",
        f"| one patient's page | {median(page):.2f} | {min(page):.2f} | 0.5 ms |",
        f"| a list of {LISTED} | {median(listed):.2f} | {min(listed):.2f} | – |",
        f"| each patient more in a list | {median(each):.1f} µs | {1000 * (min(listed) - min(page)) / (LISTED - 1):.1f} µs | 15 µs |",
    ]


def _milliseconds(seconds: list[float]) -> list[float]:
    return [value * 1000 for value in seconds]
