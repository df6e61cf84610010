"""Heads outside the database: files that only grow. Who rewrites the whole log with the key in hand is found by an older head here."""

import os
from collections.abc import Sequence
from pathlib import Path

from audit.notes import Head, end_of_notes, parse_head, split_notes
from audit.tiles import StoredHead, heads


class LogDiffers(RuntimeError):
    """The database and a file of heads tell different stories, with a message for the operator."""


def read_heads(path: Path) -> list[tuple[Head, str]]:
    """The heads of a file with their notes, in its order; none when there is no file yet.

    Raises: LogDiffers when the file can't be read; BadNote when something else stands in it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise LogDiffers(f"The file of heads {path} can't be read: {error}.") from error
    return [(parse_head(note), note) for note in split_notes(text)]


def see_that_it_fits(path: Path, last: StoredHead | None) -> None:
    """See that the database still has what the file's last head says. Raises: LogDiffers."""
    known = read_heads(path)
    if not known:
        return
    head = known[-1][0]
    size = last.size if last else 0
    if head.size > size:
        raise LogDiffers(
            f"{path} knows a head of {head.size} events, the database only of {size}: events were lost or cut off, or an older "
            "backup was restored. Find out which (docs/guide/audit_proof.md); nothing is sealed until then."
        )
    if not any(stored.says() == head for stored in heads(head.size - 1) if stored.size == head.size):
        raise LogDiffers(
            f"{path} has another head of {head.size} events than the database: one of the two was rewritten. Nothing is sealed."
        )


def publish(path: Path) -> int:
    """Append the heads that the file lacks, also those that a crash kept from it. Gives: how many. Within a transaction."""
    known = read_heads(path)
    fresh = [stored.note for stored in heads(known[-1][0].size if known else -1)]
    if fresh:
        _append(path, fresh)
    return len(fresh)


def _append(path: Path, notes: Sequence[str]) -> None:
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b") as file:
        before = file.read().decode(errors="replace")
        end = end_of_notes(before)
        if before.strip() and not end:
            raise LogDiffers(f"{path} holds something else than heads: name another file.")
        if before[end:].strip():
            # What a crash cut off in the middle goes; a whole head never does.
            file.truncate(len(before[:end].encode()))
        file.seek(0, os.SEEK_END)
        file.write("".join(f"\n{note}" for note in notes).encode())
        file.flush()
        os.fsync(file.fileno())
