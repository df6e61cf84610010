"""Signed heads as text: a C2SP checkpoint in a C2SP signed note, Ed25519. Knows no database.

    smartcare/audit
    1024
    <root, base64>
    snapshot 812:815:813 cluster 7438201 base 0
    sealed 2026-11-23T04:20:00.123456+00:00

    — smartcare/audit <key id and signature, base64>

The two extension lines bind what the sealer saw, so that nobody can move an event in or out of it later.
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
SEED_BYTES = 32
NAME = re.compile(r"[^\s+]+")
_BODY = re.compile(
    r"(?P<name>[^\s+]+)\n(?P<size>0|[1-9]\d*)\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"snapshot (?P<snapshot>[\d:,]+) cluster (?P<cluster>-?\d+) base (?P<base>\d+)\nsealed (?P<sealed>\S+)\n"
)

_NOTE = re.compile(r"(?:[^\n]+\n)+\n(?:— [^\n]+\n)+")


class BadNote(ValueError):
    """A note is no signed head of this log, or its signature is not by this key."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says: the first `size` events have this `root`; what the sealer saw, in which cluster, and when (ISO 8601)."""

    name: str
    size: int
    root: bytes
    snapshot: str
    cluster: int
    base: int
    sealed: str

    def text(self) -> str:
        """The text that is signed."""
        return (
            f"{self.name}\n{self.size}\n{b64encode(self.root).decode()}\n"
            f"snapshot {self.snapshot} cluster {self.cluster} base {self.base}\nsealed {self.sealed}\n"
        )


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with the name of its log."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that name the key in a note."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """As C2SP writes a verifier key: name, key id and key, for everybody to have."""
        return f"{self.name}+{self.key_id.hex()}+{b64encode(ED25519 + self.public).decode()}"


def parse_verifier(text: str) -> Verifier:
    """The other way of `str(verifier)`. Raises: BadNote."""
    try:
        name, key_id, key = text.strip().split("+", 2)
        kind, public = b64decode(key, validate=True)[:1], b64decode(key, validate=True)[1:]
    except ValueError as error:
        raise BadNote("that is no public key of the form name+id+key") from error
    found = Verifier(name, public)
    if kind != ED25519 or len(public) != SEED_BYTES or found.key_id.hex() != key_id:
        raise BadNote("that is no Ed25519 public key of the form name+id+key")
    return found


@dataclass(frozen=True, slots=True)
class Signer:
    """The key that signs heads. Takes: `name` of the log, without blanks and plus; `seed`, 32 secret bytes."""

    name: str
    seed: bytes

    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, self._key().public_key().public_bytes_raw())

    def sign(self, head: Head) -> str:
        """The signed note of a head."""
        text = head.text()
        signature = self.verifier().key_id + self._key().sign(text.encode())
        return f"{text}\n— {self.name} {b64encode(signature).decode()}\n"

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def parse_head(note: str) -> Head:
    """What a note says, whoever signed it. Raises: BadNote when it is none of ours."""
    found = _BODY.fullmatch(note.partition("\n\n")[0] + "\n")
    if found is None:
        raise BadNote("that is no head of this log")
    return Head(
        found["name"],
        int(found["size"]),
        b64decode(found["root"]),
        found["snapshot"],
        int(found["cluster"]),
        int(found["base"]),
        found["sealed"],
    )


def open_note(note: str, verifier: Verifier) -> Head:
    """What a note says, once its signature is seen to be by this key; other signatures (witnesses) don't matter.

    Raises: BadNote.
    """
    head = parse_head(note)
    text, _, signatures = note.partition("\n\n")
    for line in signatures.splitlines():
        mark, _, rest = line.partition(" ")
        name, _, coded = rest.partition(" ")
        try:
            signature = b64decode(coded, validate=True)
        except ValueError:
            continue
        if mark == "—" and name == verifier.name == head.name and signature[:4] == verifier.key_id:
            try:
                Ed25519PublicKey.from_public_bytes(verifier.public).verify(
                    signature[4:], (text + "\n").encode()
                )
            except InvalidSignature:
                raise BadNote(f"the signature of the head of {head.size} events is false") from None
            return head
    raise BadNote(f"the head of {head.size} events is not signed by the key {verifier.key_id.hex()}")


def split_notes(text: str) -> list[str]:
    """The notes of a file that holds one after the other, with empty lines between. A last one that was cut off is left out."""
    return _NOTE.findall(text)


def end_of_notes(text: str) -> int:
    """Where the last whole note of such a file ends, in characters; 0 when there is none."""
    return max((found.end() for found in _NOTE.finditer(text)), default=0)
