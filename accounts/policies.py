"""Who may do what: the whole matrix as data, in one place. What is not written here is refused."""

from accounts.enums import Role

PATIENTS_SEARCH = "patients.search"
PATIENTS_OPEN = "patients.open"
PATIENTS_REGISTER = "patients.register"
PATIENTS_EDIT = "patients.edit"
PATIENTS_MEND = "patients.mend"
ADMIN_SITE = "admin.site"
AUDIT_LOOK = "audit.look"

_AT_THE_DESK = frozenset({PATIENTS_SEARCH, PATIENTS_OPEN, PATIENTS_REGISTER, PATIENTS_EDIT})

MATRIX: dict[Role, frozenset[str]] = {
    Role.REGISTRATION_CLERK: _AT_THE_DESK | {PATIENTS_MEND},
    Role.MIDWIFE: _AT_THE_DESK,
    Role.CLINICAL_OFFICER: _AT_THE_DESK,
    Role.FACILITY_ADMINISTRATOR: frozenset({PATIENTS_SEARCH, PATIENTS_OPEN, PATIENTS_MEND, AUDIT_LOOK}),
    Role.AUDITOR: frozenset({AUDIT_LOOK}),
    Role.DATA_PROTECTION_OFFICER: frozenset({AUDIT_LOOK}),
    Role.SYSTEM_ADMINISTRATOR: frozenset({ADMIN_SITE, AUDIT_LOOK}),
}

ALL_PERMISSIONS = frozenset().union(*MATRIX.values())


def may(role: str, permission: str) -> bool:
    """Whether a role has a permission. Takes: `role`, any text (unknown roles have none); `permission`, one of the names above."""
    return role in Role.values and permission in MATRIX[Role(role)]
