"""A Merkle tree after RFC 9162, kept in tiles 256 hashes wide (the layout of C2SP tlog-tiles). Knows no database.

A tile of level 0 holds the hashes of 256 leaves, one of level L the roots of 256 full tiles of level L - 1; the last tile of a
level may be shorter. From the tiles alone follow the root of every earlier size, and all proofs.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

WIDTH = 256
HASH = 32
TILE_BYTES = WIDTH * HASH
EMPTY_ROOT = sha256(b"").digest()

Emit = Callable[[int, int, bytes], None]
Read = Callable[[int, int], bytes]


class BrokenProof(ValueError):
    """A proof does not lead from what it starts with to the root."""


def leaf_hash(body: bytes) -> bytes:
    """The hash of a leaf. Takes: `body`, its exact bytes."""
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over two others."""
    return sha256(b"\x01" + left + right).digest()


def _paired(hashes: bytes) -> bytes:
    """One level up: the nodes over neighbours. Takes: an even number of hashes, joined."""
    return b"".join(
        [sha256(b"\x01" + hashes[at : at + 64]).digest() for at in range(0, len(hashes), 2 * HASH)]
    )


def perfect_root(hashes: bytes) -> bytes:
    """The root over a power of two of hashes, joined."""
    while len(hashes) > HASH:
        hashes = _paired(hashes)
    return hashes


def peaks(hashes: bytes) -> list[bytes]:
    """The roots of the largest perfect trees that stand over up to 256 joined hashes, left to right."""
    found, at, left = [], 0, len(hashes) // HASH
    while left:
        size = 1 << (left.bit_length() - 1)
        found.append(perfect_root(hashes[at : at + size * HASH]))
        at += size * HASH
        left -= size
    return found


def joined(roots: Sequence[bytes]) -> bytes:
    """One root over perfect trees of falling size. Takes: their roots, left to right."""
    if not roots:
        return EMPTY_ROOT
    result = roots[-1]
    for root in reversed(roots[:-1]):
        result = node_hash(root, result)
    return result


class Builder:
    """A tree that grows; memory stays at one tile a level.

    Takes: `emit(level, number, hashes)`, called for each tile as it fills; `size` and `tails`, where to go on: the unfinished
    tile of each level, as `tails()` gave it.
    """

    def __init__(self, emit: Emit, size: int = 0, tails: Sequence[bytes] = ()) -> None:
        self._emit = emit
        self._tails = [bytearray(tail) for tail in tails]
        self._full = [size >> (8 * (level + 1)) for level in range(len(tails))]
        self.size = size

    def extend(self, leaves: bytes) -> None:
        """Add leaves. Takes: their hashes, joined."""
        self._add(0, leaves)
        self.size += len(leaves) // HASH

    def _add(self, level: int, hashes: bytes) -> None:
        if level == len(self._tails):
            self._tails.append(bytearray())
            self._full.append(0)
        tail = self._tails[level]
        tail += hashes
        ready = len(tail) // TILE_BYTES * TILE_BYTES
        for at in range(0, ready, TILE_BYTES):
            tile = bytes(tail[at : at + TILE_BYTES])
            self._emit(level, self._full[level], tile)
            self._full[level] += 1
            self._add(level + 1, perfect_root(tile))
        del tail[:ready]

    def tails(self) -> list[bytes]:
        """The unfinished tile of each level, from the ground; b"" where none is."""
        return [bytes(tail) for tail in self._tails]

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        return joined([peak for tail in reversed(self._tails) for peak in peaks(bytes(tail))])


def tails_at(read: Read, size: int) -> list[bytes]:
    """The unfinished tile of each level of the tree of the first `size` leaves, for `Builder`. Takes: `read(level, number)`."""
    found, level = [], 0
    while size >> (8 * level):
        count = size >> (8 * level)
        full, rest = divmod(count, WIDTH)
        found.append(read(level, full)[: rest * HASH] if rest else b"")
        level += 1
    return found


def span_root(read: Read, low: int, high: int) -> bytes:
    """The root over leaves `low` to `high` (not included). Takes: `low`, where a subtree of RFC 9162 can begin; `read`, of tiles."""
    roots = []
    while low < high:
        bits = min((high - low).bit_length() - 1, (low & -low).bit_length() - 1 if low else 64)
        roots.append(_perfect(read, bits, low >> bits))
        low += 1 << bits
    return joined(roots)


def _perfect(read: Read, bits: int, number: int) -> bytes:
    """The root of the perfect tree `number` over 2**bits leaves each."""
    level, rest = divmod(bits, 8)
    first = number << rest
    tile, at = divmod(first, WIDTH)
    return perfect_root(read(level, tile)[at * HASH : (at + (1 << rest)) * HASH])


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << ((count - 1).bit_length() - 1)


def inclusion_proof(read: Read, index: int, size: int) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root of the first `size` leaves. Raises: IndexError."""
    if not 0 <= index < size:
        raise IndexError(index)
    path, low, high = [], 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(span_root(read, middle, high))
            high = middle
        else:
            path.append(span_root(read, low, middle))
            low = middle
    return path[::-1]


def consistency_proof(read: Read, older: int, newer: int) -> list[bytes]:
    """The hashes that show that the first `older` leaves of the tree of `newer` are unchanged. Raises: IndexError."""
    if not 0 < older <= newer:
        raise IndexError(older)
    path, low, high, whole = [], 0, newer, True
    while older != high:
        middle = low + _split(high - low)
        if older <= middle:
            path.append(span_root(read, middle, high))
            high = middle
        else:
            path.append(span_root(read, low, middle))
            low, whole = middle, False
    return ([] if whole else [span_root(read, low, high)]) + path[::-1]


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2). Raises: BrokenProof when it can't be one of this size."""
    if not 0 <= index < size:
        raise BrokenProof("the index lies outside the tree")
    at, last, result = index, size - 1, leaf
    for step in path:
        if last == 0:
            raise BrokenProof("the proof is too long")
        if at & 1 or at == last:
            result = node_hash(step, result)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            result = node_hash(result, step)
        at, last = at >> 1, last >> 1
    if last:
        raise BrokenProof("the proof is too short")
    return result


def check_consistency(
    older: int, newer: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> None:
    """See that a tree only grew (RFC 9162, 2.1.4.2). Raises: BrokenProof."""
    if older == newer:
        if path or old_root != new_root:
            raise BrokenProof("two roots for one size")
        return
    steps = list(path) if older & (older - 1) else [old_root, *path]
    if not 0 < older < newer or not steps:
        raise BrokenProof("no proof for these sizes")
    at, last = older - 1, newer - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise BrokenProof("the proof is too long")
        if at & 1 or at == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, step)
        at, last = at >> 1, last >> 1
    if (first, second, last) != (old_root, new_root, 0):
        raise BrokenProof("the older tree is no beginning of the newer one")
