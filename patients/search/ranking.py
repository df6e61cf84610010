"""What is known of a patient before the best are fetched."""

from dataclasses import dataclass
from uuid import UUID

# Enough to say "more than 200", few enough to rank in the page's time.
MOST_CANDIDATES = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """A patient who fits. `score` 0 to 1; `here`: kept where the asker works; `name`, to order equals."""

    patient_id: UUID
    facility_id: int
    name: str
    matched: str
    score: float
    here: bool

    @property
    def rank(self) -> tuple[float, bool, str, UUID]:
        """What to sort by: the best first, and those kept here first among equals."""
        return -self.score, not self.here, self.name, self.patient_id
