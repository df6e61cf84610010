"""Comparing ways of doing one thing on a machine with other work to do: small slices in turn, and the middle of their ratios."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from django.db import connection

BASE = "none"


@dataclass(slots=True)
class Compared:
    """What one way took: seconds by round, of the clock and of the processor (Python's thread and the server's process)."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def server_cpu() -> float:
    """Seconds of processor that the server's process of this connection has used, by the scheduler's counter; 0 where it can't be read."""
    connection.ensure_connection()
    counter = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    try:
        return int(counter.read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def compare(ways: Mapping[str, Callable[[], object]], *, rounds: int, times: int = 1) -> dict[str, Compared]:
    """Run each way in turn, beginning with another at each round. Takes: ways by name; rounds; runs in a slice. Gives: what each took."""
    names, taken = list(ways), {name: Compared() for name in ways}
    for name in names:
        ways[name]()
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            wall, cpu = once(ways[name], times)
            taken[name].wall.append(wall / times)
            taken[name].cpu.append(cpu / times)
    return taken


def once(way: Callable[[], object], times: int = 1) -> tuple[float, float]:
    """Run one slice. Gives: seconds of the clock, seconds of the processor."""
    server, thread, began = server_cpu(), time.thread_time(), time.perf_counter()
    for _ in range(times):
        way()
    wall = time.perf_counter() - began
    return wall, time.thread_time() - thread + server_cpu() - server


def ratio(taken: Mapping[str, Compared], name: str, of: str = BASE) -> tuple[float, float, float]:
    """Gives: the median ratio of the clock, the ratio of the two quickest slices, the median ratio of the processor."""
    ours, base = taken[name], taken[of]
    walls = [a / b for a, b in zip(ours.wall, base.wall, strict=True)]
    cpus = [a / b for a, b in zip(ours.cpu, base.cpu, strict=True) if b]
    return median(walls), min(ours.wall) / min(base.wall), median(cpus) if cpus else 0.0


def scale() -> float:
    """How much to measure: 1, or less as SMARTCARE_BENCH_SCALE says, to try the benchmarks themselves."""
    return float(os.environ.get("SMARTCARE_BENCH_SCALE", "1"))


def rounds(full: int) -> int:
    """Rounds to make where a full run makes so many; at least 3."""
    return max(3, round(full * scale()))
