"""The key that signs heads, and the files outside the database that they go to. Settings come loud: wrong ones stop the command."""

import binascii
import os
import stat
from base64 import b64decode, b64encode
from pathlib import Path

from django.conf import settings

from audit.notes import NAME, SEED_BYTES, BadNote, Signer, Verifier, parse_verifier


class KeyMissing(RuntimeError):
    """There is no usable key, with a message for the operator."""


def signer() -> Signer:
    """The key from AUDIT_SIGNING_KEY or AUDIT_KEY_FILE; in development and the demo a file is made on first use.

    Raises: KeyMissing when there is none, it can't be read as one, or others may read its file.
    """
    name = log_name()
    if settings.AUDIT_SIGNING_KEY:
        return Signer(name, _seed(settings.AUDIT_SIGNING_KEY, "AUDIT_SIGNING_KEY"))
    if settings.AUDIT_KEY_FILE:
        return Signer(name, _read(Path(settings.AUDIT_KEY_FILE)))
    if not settings.AUDIT_MAKES_KEY:
        raise KeyMissing(
            "There is no key to sign the audit log with: set AUDIT_SIGNING_KEY or AUDIT_KEY_FILE (docs/guide/audit_proof.md)."
        )
    path = _own_folder() / "audit_key"
    if not path.exists():
        _make(path)
    return Signer(name, _read(path))


def verifier(given: str = "") -> Verifier:
    """The public key: the one given (name+id+key), else AUDIT_PUBLIC_KEY, else that of the signing key. Raises: KeyMissing."""
    text = given or settings.AUDIT_PUBLIC_KEY
    if not text:
        return signer().verifier()
    try:
        return parse_verifier(text)
    except BadNote as error:
        raise KeyMissing(f"The public key can't be used: {error}.") from error


def log_name() -> str:
    """What the log is called in its heads. Raises: KeyMissing when AUDIT_LOG_NAME can't be one."""
    name = str(settings.AUDIT_LOG_NAME)
    if not NAME.fullmatch(name):
        raise KeyMissing("AUDIT_LOG_NAME must be a word without blanks and without a plus sign.")
    return name


def heads_files() -> list[Path]:
    """The files that heads are appended to: AUDIT_HEADS_FILE and, if set, AUDIT_HEADS_SECOND.

    Raises: KeyMissing when none is set outside development.
    """
    first = settings.AUDIT_HEADS_FILE
    if not first and not settings.AUDIT_MAKES_KEY:
        raise KeyMissing("AUDIT_HEADS_FILE is not set: heads must be kept outside the database too.")
    found = [Path(first) if first else _own_folder() / "audit_heads"]
    if settings.AUDIT_HEADS_SECOND:
        found.append(Path(settings.AUDIT_HEADS_SECOND))
    return found


def _own_folder() -> Path:
    from smartcare.db.server.paths import open_place

    return open_place().root


def _seed(text: str, where: str) -> bytes:
    try:
        seed = b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        seed = b""
    if len(seed) != SEED_BYTES:
        raise KeyMissing(f"{where} must hold 32 random bytes in base64.")
    return seed


def _read(path: Path) -> bytes:
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise KeyMissing(f"Others may read the key file {path}: chmod 600 it.")
        return _seed(path.read_text(), str(path))
    except OSError as error:
        raise KeyMissing(f"The key file {path} can't be read: {error.strerror}.") from error


def _make(path: Path) -> None:
    """Make a key whole or not at all, also when two start at once."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(b64encode(os.urandom(SEED_BYTES)).decode() + "\n")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
