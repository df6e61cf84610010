"""What a migration did, counted from what it wrote."""

from dataclasses import dataclass, field

from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

# Each gives (name, what became of it, rows); they read the rows of this run only, through `legacy_batch`.
COUNTS = {
    "facility": """
        SELECT 'facility', place.outcome, count(*) FROM legacy_batch b
        JOIN legacy_place place ON place.given = b.facility GROUP BY 2""",
    "identifiers": """
        SELECT i.system::text, i.state::text, count(*) FROM legacy_batch b
        JOIN patient_identifiers i ON i.patient_id = b.patient_id AND i.rank = 0 GROUP BY 1, 2""",
    "contacts": """
        SELECT c.kind::text, c.state::text, count(*) FROM legacy_batch b
        JOIN patient_contacts c ON c.patient_id = b.patient_id AND c.rank = 0 GROUP BY 1, 2""",
    "family": """
        SELECT 'NRC of ' || r.relation, r.nrc_state::text, count(*) FROM legacy_batch b
        JOIN patient_family r ON r.patient_id = b.patient_id AND r.rank = 0
        WHERE coalesce(r.nrc_given, r.nrc) IS NOT NULL GROUP BY 1, 2""",
    "birth": """
        SELECT 'birth date', p.birth_precision::text, count(*) FROM legacy_batch b
        JOIN patient_core p ON p.id = b.patient_id GROUP BY 2""",
    "sex": """
        SELECT 'sex', p.sex::text, count(*) FROM legacy_batch b JOIN patient_core p ON p.id = b.patient_id GROUP BY 2""",
}
SHARED_NRC = """
    SELECT count(*), coalesce(sum(people), 0) FROM (
        SELECT count(*) AS people FROM patient_identifiers WHERE system = 'nrc' AND rank = 0 AND value IN (
            SELECT i.value FROM legacy_batch b JOIN patient_identifiers i ON i.patient_id = b.patient_id
            WHERE i.system = 'nrc' AND i.rank = 0)
        GROUP BY value HAVING count(*) > 1) shared"""
NUPIN_CONFLICTS = """
    SELECT count(*) FROM legacy_batch b
    JOIN patient_identifiers i ON i.patient_id = b.patient_id AND i.system = 'nupin' AND i.rank = 0
    JOIN patient_identifier_registry r ON r.system = 'nupin' AND r.value = i.value
    WHERE r.patient_id <> i.patient_id"""
PLACES = """
    SELECT p.outcome, p.given, p.candidates, count(*) FROM legacy_batch b JOIN legacy_place p ON p.given = b.facility
    WHERE p.outcome IN ('ambiguous', 'unknown', 'similar') GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 2"""


@dataclass(frozen=True, slots=True)
class Place:
    """A facility text that named none for sure: what became of it, how many facilities fit, and how many rows hold it."""

    outcome: str
    given: str
    candidates: int
    rows: int


@dataclass(slots=True)
class MigrationReport:
    """Counts of one run. `outcomes` is by name (facility, nrc, cellphone, …) and then by what became of it."""

    rows: int = 0
    migrated: int = 0
    skipped: int = 0
    renumbered: int = 0
    filled: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, dict[str, int]] = field(default_factory=dict)
    shared_nrcs: int = 0
    people_sharing: int = 0
    nupin_conflicts: int = 0
    places: list[Place] = field(default_factory=list)
    seconds: float = 0.0

    def rows_per_second(self) -> float:
        """Patients migrated in a second; 0 for none."""
        return self.migrated / self.seconds if self.seconds else 0.0


def count_outcomes(cursor: CursorWrapper, report: MigrationReport) -> None:
    """Fill in what became of values. Takes: a cursor in the transaction of the run, whose temporary tables it reads."""
    for statement in COUNTS.values():
        cursor.execute(statement)
        for name, outcome, rows in cursor.fetchall():
            report.outcomes.setdefault(name, {})[outcome] = rows
    cursor.execute(SHARED_NRC)
    report.shared_nrcs, report.people_sharing = map(int, cursor.fetchone() or (0, 0))
    cursor.execute(NUPIN_CONFLICTS)
    report.nupin_conflicts = (cursor.fetchone() or (0,))[0]
    cursor.execute(PLACES)
    report.places = [
        Place(outcome=outcome, given=given, candidates=candidates, rows=rows)
        for outcome, given, candidates, rows in cursor.fetchall()
    ]


def describe(report: MigrationReport) -> list[str]:
    """The report in lines for the operator: counts only, no value of a row."""
    lines = [
        _("%(rows)d rows in the legacy table: %(migrated)d migrated, %(skipped)d were there already.")
        % {"rows": report.rows, "migrated": report.migrated, "skipped": report.skipped}
    ]
    if report.renumbered:
        lines.append(
            _("%(count)d patients registered here got a new legacy number: theirs belong to legacy rows.")
            % {"count": report.renumbered}
        )
    for name, outcomes in sorted(report.outcomes.items()):
        told = ", ".join(f"{outcome.replace('_', ' ')} {rows}" for outcome, rows in sorted(outcomes.items()))
        lines.append(f"  {name.replace('_', ' ')}: {told}")
    lines.append(
        _("  NRC of several people: %(numbers)d numbers, %(people)d people")
        % {"numbers": report.shared_nrcs, "people": report.people_sharing}
    )
    lines.append(_("  NUPIN that another patient had first: %(count)d") % {"count": report.nupin_conflicts})
    lines.append(
        _("%(seconds).1f s, %(rate).0f rows a second.")
        % {"seconds": report.seconds, "rate": report.rows_per_second()}
    )
    return lines
