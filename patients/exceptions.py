"""What an act about a patient can refuse. Views turn each into plain words."""

from typing import Any

from django.core.exceptions import PermissionDenied


class PatientError(Exception):
    """Something about a patient that can't be done."""


class PatientNotFound(PatientError):
    """There is no such record at the place where the asker works."""


class NotAllowed(PermissionDenied):
    """The asker's role, or her having no workplace, does not let her do this."""


class EditConflict(PatientError):
    """Somebody else changed the row since it was read. `current` is the row as it is now."""

    def __init__(self, current: Any) -> None:
        super().__init__("changed since it was read")
        self.current = current


class NoSerialLeft(PatientError):
    """A facility has given all its 99,999 NUPIN serials."""


class PeriodRefused(PatientError):
    """A day that does not fit the periods already there: before the current one began, or in the future."""


class LooksRegistered(PatientError):
    """Somebody who may be the same woman was registered since the page was shown."""


class IdentifierTaken(PatientError):
    """A number that belongs to another patient and can belong to one only. `system` says which."""

    def __init__(self, system: str) -> None:
        super().__init__(system)
        self.system = system


class NrcTooEarly(PatientError):
    """An NRC for somebody who is known to be younger than 16: the number or the birth date is wrong."""


class NothingToMend(PatientError):
    """The value was mended meanwhile."""
