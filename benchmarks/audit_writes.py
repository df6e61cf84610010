"""What each way of keeping an audit adds to a write, side by side in one run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from uuid import UUID

import pghistory
from auditlog.context import set_extra_data
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from uuid_utils.compat import uuid7

from audit.acts import act
from audit.context import Actor, RequestContext, in_request
from benchmarks import slices
from benchmarks.subjects.models import (
    ByAuditlog,
    ByPghistory,
    BySignals,
    Captured,
    CapturedWithHistory,
    Plain,
    Subject,
)
from smartcare.db.roles import as_owner

ACTOR = Actor(id="1042", name="Amina Banda", role="midwife", facility_id=17, facility_name="Chongwe")
REQUEST = RequestContext(str(uuid7()), "0123456789abcdef" * 2, "10.0.0.1", "web")
MANY = 10_000
IN_AN_ACT = "none, in an act"
SEEN_ONE_BY_ONE = ("django-simple-history", "django-auditlog")

WAYS: dict[str, type[Subject]] = {
    slices.BASE: Plain,
    IN_AN_ACT: Plain,
    "django-simple-history": BySignals,
    "django-auditlog": ByAuditlog,
    "django-pghistory": ByPghistory,
    "capture": Captured,
    "capture + history": CapturedWithHistory,
}
_serial = count(1)


@act("bench.write")
def _act(*, by: Actor, reason: str, write: Callable[[], object]) -> None:
    write()


def _within(way: str, write: Callable[[], object]) -> Callable[[], None]:
    """The write in a transaction of its own that says who and why, in the manner of each."""

    def plain() -> None:
        with transaction.atomic():
            write()

    def by_signals() -> None:
        settings.SIMPLE_HISTORY_ENABLED = True
        try:
            plain()
        finally:
            settings.SIMPLE_HISTORY_ENABLED = False

    def by_auditlog() -> None:
        with set_extra_data({"actor": None, "remote_addr": "10.0.0.1"}):
            plain()

    def by_pghistory() -> None:
        with pghistory.context(user=ACTOR.id, reason="She told us"):
            plain()

    def by_act() -> None:
        with in_request(REQUEST):
            _act(by=ACTOR, reason="She told us", write=write)

    named = {
        slices.BASE: plain,
        "django-simple-history": by_signals,
        "django-auditlog": by_auditlog,
        "django-pghistory": by_pghistory,
    }
    return named.get(way, by_act)


def _new(model: type[Subject]) -> Subject:
    return model(patient_id=uuid7(), value=f"+260977{next(_serial):06}", value_given="0977 123 456")


def _create(way: str, model: type[Subject]) -> Callable[[], None]:
    return _within(way, lambda: _new(model).save(force_insert=True))


def _save(way: str, model: type[Subject]) -> Callable[[], None]:
    row = _new(model)
    _within(way, lambda: row.save(force_insert=True))()

    def write() -> None:
        row.value, row.version = f"+260966{next(_serial):06}", row.version + 1
        row.save()

    return _within(way, write)


def _raw(way: str, model: type[Subject]) -> Callable[[], None]:
    row = _new(model)
    _within(way, lambda: row.save(force_insert=True))()
    statement = f"UPDATE {model._meta.db_table} SET value = %s, version = version + 1 WHERE id = %s"

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [f"+260955{next(_serial):06}", row.pk])

    return _within(way, write)


def _bulk_create(way: str, model: type[Subject]) -> Callable[[], None]:
    return _within(way, lambda: model._default_manager.bulk_create([_new(model) for _ in range(1000)]))


def _update(way: str, model: type[Subject], patient: UUID) -> Callable[[], None]:
    def write() -> None:
        written = model._default_manager.filter(patient_id=patient).update(
            value=f"+260{next(_serial):09}", version=F("version") + 1
        )
        if written != MANY:
            raise RuntimeError(f"{way}: {written} rows were written, not {MANY}")

    return _within(way, write)


Taken = dict[str, slices.Compared]


def one_by_one() -> dict[str, Taken]:
    """Create, save and raw update, one row in a transaction, 40 in a slice; then 1,000 rows at once."""
    done = {}
    for name, make in {
        "create": _create,
        "save": _save,
        "SQL update": _raw,
        "bulk_create 1,000": _bulk_create,
    }.items():
        bulk, by_save = make is _bulk_create, make in (_create, _save)
        ways = {way: make(way, model) for way, model in WAYS.items() if by_save or way not in SEEN_ONE_BY_ONE}
        done[name] = slices.compare(ways, rounds=slices.rounds(14 if bulk else 28), times=1 if bulk else 40)
    return done


def update_many() -> dict[str, Taken]:
    """10,000 rows in one statement, on a new connection and on one that wrote single rows before; dead rows cleared between."""
    patient = uuid7()
    ways = {way: model for way, model in WAYS.items() if way not in SEEN_ONE_BY_ONE}
    for way, model in ways.items():
        if way == IN_AN_ACT:
            continue
        rows = [_new(model) for _ in range(MANY)]
        for row in rows:
            row.patient_id = patient
        _within(
            way, lambda rows=rows, model=model: model._default_manager.bulk_create(rows, batch_size=1000)
        )()
    updates = {way: _update(way, model, patient) for way, model in ways.items()}
    saves = {way: _save(way, model) for way, model in ways.items()}
    done: dict[str, Taken] = {}
    for plan in ("cold", "warm"):
        taken = done[f"update 10,000, {plan} plan"] = {way: slices.Compared() for way in ways}
        for number in range(slices.rounds(9)):
            _clear(set(ways.values()))
            for way in [*ways][number % len(ways) :] + [*ways][: number % len(ways)]:
                # Its statement takes most of a minute on such a plan: once is enough to know.
                if plan == "warm" and way == "django-pghistory" and number:
                    continue
                with _new_connection():
                    for _ in range(10 if plan == "warm" else 0):
                        saves[way]()
                    wall, cpu = slices.once(updates[way])
                taken[way].wall.append(wall)
                taken[way].cpu.append(cpu)
    return done


@contextmanager
def _new_connection() -> Iterator[None]:
    connection.close()
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    yield


def _clear(models: set[type[Subject]]) -> None:
    with as_owner(), connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")


TARGETS = {
    "save": (1.20, 1.30),
    "bulk_create 1,000": (1.35, 1.60),
    "update 10,000, cold plan": (3.2, 5.5),
    "update 10,000, warm plan": (3.2, 5.5),
}


def lines() -> list[str]:
    """Measure all. Gives: lines of Markdown."""
    found = {**one_by_one(), **update_many()}
    ways = [way for way in WAYS if way != slices.BASE]
    table = [
        "**What an audit adds to a write**: the median of the ratios to the same write without one, in brackets the ratio of "
        "processor time (Python and server), then that of the quickest slices.",
        "",
        "| write | none | " + " | ".join(ways) + " | target |",
        "|---|---|" + "---|" * len(ways) + "---|",
    ]
    for name, taken in found.items():
        first = min(taken[slices.BASE].wall) * 1e6
        cells = [_cell(taken, way) for way in ways]
        table.append(f"| {name} | {first:,.0f} µs | " + " | ".join(cells) + f" | {_target(name)} |")
    return [*table, "", *_over_an_act(found)]


def _over_an_act(found: dict[str, Taken]) -> list[str]:
    """What the capture adds to a write that says who and why anyhow."""
    lines = [
        "The same, beside the act without an audit:",
        "",
        "| write | capture | capture + history | target |",
        "|---|---|---|---|",
    ]
    for name, taken in found.items():
        cells = [
            "{:.2f} ({:.2f}; {:.2f})".format(*_shown(slices.ratio(taken, way, of=IN_AN_ACT)))
            for way in ("capture", "capture + history")
        ]
        lines.append(f"| {name} | {' | '.join(cells)} | {_target(name)} |")
    return lines


def _shown(found: tuple[float, float, float]) -> tuple[float, float, float]:
    """In the order of the tables: the clock, the processor, the quickest."""
    middle, least, cpu = found
    return middle, cpu, least


def _target(name: str) -> str:
    return " / ".join(f"{value:.2f}" for value in TARGETS.get(name, ())) or "–"


def _cell(taken: Taken, way: str) -> str:
    if way not in taken:
        return "misses"
    if len(taken[way].wall) < len(taken[slices.BASE].wall):
        return f"{taken[way].wall[0] / min(taken[slices.BASE].wall):.0f} (once)"
    return "{:.2f} ({:.2f}; {:.2f})".format(*_shown(slices.ratio(taken, way)))
