"""Check an export of the audit log: `python -m audit.verify_export FILE --key NAME+ID+KEY`. Needs no database and nothing of
SmartCare but this file; Python 3.11 and the library `cryptography`.

Trust nothing in the export: not the key in it, if you were given one otherwise; not the fields, if they differ from the hashed bytes.
"""

import argparse
import ipaddress
import json
import re
import struct
import sys
from base64 import b64decode
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

EPOCH = datetime(2000, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - as any Python knows it
TEXTS = ("table_name", "row_id", "actor_id", "actor_name", "role", "act", "program", "db_user")


class Refused(Exception):
    """The export does not prove what it says."""


def open_head(note: str, key: str) -> tuple[int, bytes, str]:
    """The size, root and sealing time of a signed head. Takes: `note`; `key` as name+id+base64(1, public key)."""
    name, key_id, coded = key.strip().split("+", 2)
    public = b64decode(coded)[1:]
    if sha256(name.encode() + b"\n\x01" + public).digest()[:4].hex() != key_id:
        raise Refused("the key does not fit its own name")
    text, _, signatures = note.partition("\n\n")
    for line in signatures.splitlines():
        mark, signer, signature = line.split(" ")
        if (mark, signer) == ("—", name) and b64decode(signature)[:4].hex() == key_id:
            Ed25519PublicKey.from_public_bytes(public).verify(
                b64decode(signature)[4:], (text + "\n").encode()
            )
            origin, size, root, _, sealed = text.split("\n")
            if origin != name:
                raise Refused("the head belongs to another log")
            return int(size), b64decode(root), sealed.removeprefix("sealed ")
    raise Refused("the head is not signed by this key")


def root_of(leaf: bytes, index: int, size: int, path: bytes) -> bytes:
    """The root that a leaf and its proof lead to (RFC 9162, 2.1.3.2)."""
    at, last, result = index, size - 1, leaf
    if not 0 <= index < size:
        raise Refused("the index lies outside the log")
    for start in range(0, len(path), 32):
        step = path[start : start + 32]
        if last == 0:
            raise Refused("the proof is too long")
        if at & 1 or at == last:
            result = sha256(b"\x01" + step + result).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            result = sha256(b"\x01" + result + step).digest()
        at, last = at >> 1, last >> 1
    if last:
        raise Refused("the proof is too short")
    return result


def decode(body: bytes) -> dict[str, object]:
    """What the hashed bytes say (layout 1, in audit/sql/fn_audit_leaf__v1.sql)."""
    layout, action, number, moment, xid, there = struct.unpack_from(">BcqqQi", body)
    lengths = struct.unpack_from(">9i", body, 30)
    if layout != 1:
        raise Refused(f"layout {layout} is not known")
    at = 66

    def take(count: int) -> bytes:
        nonlocal at
        at += count
        if at > len(body):
            raise Refused("the hashed bytes end too early")
        return body[at - count : at]

    said: dict[str, object] = {"action": action.decode(), "id": number, "xid": str(xid)}
    said["occurred_at"] = EPOCH + timedelta(microseconds=moment)
    said["patient_id"] = str(UUID(bytes=take(16))) if there & 1 else None
    said["request_id"] = str(UUID(bytes=take(16))) if there & 2 else None
    said["facility_id"] = struct.unpack(">i", take(4))[0] if there & 4 else None
    said["commitment"] = take(32).hex() if there & 8 else None
    said["address"] = None
    if there & 16:
        _, bits, _, count = take(4)
        said["address"] = ipaddress.ip_interface((take(count), bits))
    said["session"] = take(lengths[8]).hex() if lengths[8] >= 0 else None
    for name, length in zip(TEXTS, lengths, strict=False):
        said[name] = take(length).decode() if length >= 0 else None
    if at != len(body):
        raise Refused("the hashed bytes go on after their end")
    return said


def commitment(event: dict[str, str | None]) -> str | None:
    """The digest that stands for salt, reason and payload; of a redacted event, what is left of them."""
    if event["salt"] is None:
        if event["reason"] is not None or event["payload"] is not None:
            raise Refused("reason or payload are not bound by anything")
        return event["payload_commit"]
    parts = UUID(event["salt"]).bytes
    for text in (event["reason"], event["payload"]):
        coded = (text or "").encode()
        parts += struct.pack(">i", -1 if text is None else len(coded)) + coded
    return sha256(parts).hexdigest()


def check(line: dict[str, Any], size: int, root: bytes) -> str:
    """Check one event. Gives: sealed, redacted or unsealed. Raises: Refused."""
    event, body = line["event"], b64decode(line["body"])
    said = decode(body)
    if said.pop("commitment") != commitment(event):
        raise Refused("its reason or payload differ from what was sealed")
    shown = {**event, "occurred_at": datetime.fromisoformat(event["occurred_at"])}
    if event["address"] is not None:
        shown["address"] = ipaddress.ip_interface(event["address"])
    for name, value in said.items():
        if value != shown[name]:
            raise Refused(f"its {name} differs from what was sealed")
    if "index" not in line:
        return "unsealed"
    if root_of(sha256(b"\x00" + body).digest(), line["index"], size, b64decode(line["proof"])) != root:
        raise Refused("its proof does not lead to the head")
    return "redacted" if event["payload_commit"] else "sealed"


def verify(lines: Iterable[str], key: str | None) -> str:
    """Check an export. Takes: its lines; `key`, the public key got from elsewhere, or None to take the export's own.

    Gives: what is proven, in sentences. Raises: Refused.
    """
    rows = iter(lines)
    first = json.loads(next(rows))
    if first.get("format") != "smartcare audit export 1":
        raise Refused("this is no export of the audit log")
    size, root, sealed = (0, b"", "")
    if first["head"]:
        size, root, sealed = open_head(first["head"], key or first["key"])
    counts = {"sealed": 0, "redacted": 0, "unsealed": 0}
    for number, text in enumerate(rows, 2):
        line = json.loads(text)
        try:
            counts[check(line, size, root)] += 1
        except Refused as error:
            raise Refused(f"line {number}, event {line['event'].get('id')}: {error}") from error
    proven = counts["sealed"] + counts["redacted"]
    return "\n".join(
        [
            f"{proven} events were in the log of {size} events when its head was signed ({sealed or 'no head'}), as they stand here.",
            f"{counts['redacted']} of them are redacted: what was taken out can't be read, and nothing else was changed.",
            f"{counts['unsealed']} events were not sealed yet: nothing proves them.",
            "Not proven: that these are all events that were asked for, and that the clock was right."
            + (
                ""
                if key
                else " The key is the export's own: compare it with one from elsewhere.\nKey: " + first["key"]
            ),
        ]
    )


def main(arguments: list[str] | None = None) -> int:
    """Check the file that the command line names. Gives: 0 when everything holds, 1 when not."""
    parser = argparse.ArgumentParser(
        prog="python -m audit.verify_export", description="Check an export of the audit log."
    )
    parser.add_argument("file")
    parser.add_argument("--key", help="the public key, as name+id+key, got from elsewhere than the export")
    asked = parser.parse_args(arguments)
    try:
        with open(asked.file, encoding="utf-8") as lines:
            sys.stdout.write(re.sub(r"(?m)^0 .*\n", "", verify(lines, asked.key) + "\n"))
    except InvalidSignature:
        sys.stderr.write("Refused: the signature of the head is false.\n")
        return 1
    except Refused as error:
        sys.stderr.write(f"Refused: {error}.\n")
        return 1
    except (OSError, ValueError, KeyError, TypeError, StopIteration, struct.error) as error:
        sys.stderr.write(f"Refused: the file can't be read as an export ({type(error).__name__}: {error}).\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
