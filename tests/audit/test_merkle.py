"""The tree: RFC 9162, the known answers of Certificate Transparency, and a naive tree beside it."""

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import merkle

# The eight leaves and the roots of Certificate Transparency's own reference tests.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [sha256(b"%d" % number).digest() for number in range(70_000)]


def naive(hashes: list[bytes]) -> bytes:
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"").digest()
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return sha256(b"\x01" + naive(hashes[:split]) + naive(hashes[split:])).digest()


class Log:
    """Tiles in memory."""

    def __init__(self, size: int = 0) -> None:
        self.tiles: dict[tuple[int, int], bytes] = {}
        self.builder = merkle.Builder(self.keep)
        if size:
            self.add(0, size)

    def keep(self, level: int, number: int, hashes: bytes) -> None:
        assert (level, number) not in self.tiles
        self.tiles[level, number] = hashes

    def add(self, low: int, high: int) -> None:
        self.builder.extend(b"".join(HASHES[low:high]))

    def read(self, level: int, number: int) -> bytes:
        if (level, number) in self.tiles:
            return self.tiles[level, number]
        assert number == self.builder.size >> (8 * (level + 1))
        return self.builder.tails()[level]


def test_roots_are_those_of_certificate_transparency() -> None:
    builder = merkle.Builder(lambda *_: None)
    for leaf, root in zip(LEAVES, ROOTS, strict=True):
        builder.extend(merkle.leaf_hash(bytes.fromhex(leaf)))
        assert builder.root().hex() == root


def test_empty_tree_has_the_root_of_nothing() -> None:
    assert merkle.Builder(lambda *_: None).root() == sha256(b"").digest()


def test_proofs_are_those_of_certificate_transparency() -> None:
    log = Log()
    log.builder.extend(b"".join(merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES))

    assert [step.hex()[:8] for step in merkle.inclusion_proof(log.read, 0, 8)] == [
        "96a296d2",
        "5f083f0a",
        "6b47aaf2",
    ]
    assert [step.hex()[:8] for step in merkle.inclusion_proof(log.read, 5, 8)] == [
        "bc1a0643",
        "ca854ea1",
        "d37ee418",
    ]
    assert [step.hex()[:8] for step in merkle.consistency_proof(log.read, 6, 8)] == [
        "0ebc5d34",
        "ca854ea1",
        "d37ee418",
    ]


SIZES = st.integers(1, 700) | st.sampled_from([255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_100])


@given(size=SIZES, cuts=st.lists(st.integers(0, 70_000), max_size=5))
def test_tree_grown_in_any_steps_has_the_naive_root(size: int, cuts: list[int]) -> None:
    log = Log()
    steps = sorted({0, size, *(cut % size for cut in cuts)})
    for low, high in pairwise(steps):
        # As a sealer does that was started anew: from the tiles it finds.
        log.builder = merkle.Builder(log.keep, low, merkle.tails_at(log.read, low))
        log.add(low, high)

    assert log.builder.root() == naive(HASHES[:size]) == merkle.span_root(log.read, 0, size)


@given(size=SIZES, index=st.integers(0, 70_000), older=st.integers(1, 70_000))
def test_every_proof_checks_and_no_other_leaf_does(size: int, index: int, older: int) -> None:
    log, index, older = Log(size), index % size, older % size + 1
    root = naive(HASHES[:size])
    path = merkle.inclusion_proof(log.read, index, size)

    assert merkle.root_from_inclusion(HASHES[index], index, size, path) == root
    assert merkle.root_from_inclusion(sha256(b"other").digest(), index, size, path) != root
    old = naive(HASHES[:older])
    assert merkle.span_root(log.read, 0, older) == old
    steps = merkle.consistency_proof(log.read, older, size)
    merkle.check_consistency(older, size, old, root, steps)
    with pytest.raises(merkle.BrokenProof):
        merkle.check_consistency(older, size, sha256(b"other").digest(), root, steps)


@given(size=st.integers(2, 600), index=st.integers(0, 599))
def test_proof_of_another_length_is_refused(size: int, index: int) -> None:
    log, index = Log(size), index % size
    path = merkle.inclusion_proof(log.read, index, size)

    with pytest.raises(merkle.BrokenProof):
        merkle.root_from_inclusion(HASHES[index], index, size, [*path, HASHES[0]])
    with pytest.raises(merkle.BrokenProof):
        merkle.root_from_inclusion(HASHES[index], index, size, path[:-1])


def test_index_outside_the_tree_is_refused() -> None:
    with pytest.raises(IndexError):
        merkle.inclusion_proof(Log(3).read, 3, 3)
    with pytest.raises(IndexError):
        merkle.consistency_proof(Log(3).read, 0, 3)
    with pytest.raises(merkle.BrokenProof):
        merkle.root_from_inclusion(HASHES[0], 3, 3, [])
