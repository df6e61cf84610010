"""Running a thing many times, alone and by eight at once."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured: milliseconds for one, and how many a second for all clients together."""

    name: str
    clients: int
    median_ms: float
    p95_ms: float
    per_second: float
    queries: int | None = None


def measure(name: str, make: Callable[[int], Callable[[], object]], *, clients: int, rounds: int) -> Timing:
    """Time a thing. Takes: `make`, given a client's number gives the thing to run; how many clients; rounds for each."""
    actions = [make(number) for number in range(clients)]
    queries = _queries(actions[0])
    spent: list[float] = []
    start = threading.Barrier(clients + 1)
    threads = [threading.Thread(target=_run, args=(action, rounds, spent, start)) for action in actions]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    return Timing(
        name,
        clients,
        median(spent) * 1000,
        quantiles(spent, n=20)[-1] * 1000,
        clients * rounds / elapsed,
        queries,
    )


def _queries(action: Callable[[], object]) -> int:
    action()
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def _run(action: Callable[[], object], rounds: int, spent: list[float], start: threading.Barrier) -> None:
    try:
        action()
        start.wait()
        for _ in range(rounds):
            began = time.perf_counter()
            action()
            spent.append(time.perf_counter() - began)
    finally:
        connection.close()
