"""The layers, ground first, for what an import checker can't see."""

RANKS = {
    "contenttypes": -1,
    "auth": -1,
    "account": -1,
    "sessions": -1,
    "admin": 7,
    "ground": 0,
    "audit": 1,
    "facilities": 2,
    "accounts": 3,
    "patients": 4,
    "anc": 5,
    "gdpr": 5,
    "ops": 6,
}
OURS = {"ground", "audit", "facilities", "accounts", "patients", "anc", "gdpr", "ops"}
