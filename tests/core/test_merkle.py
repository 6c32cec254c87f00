"""The log's tree against the vectors of Certificate Transparency (RFC 6962)."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import merkle

# The eight leaves and the root after each, as used by the reference implementation of RFC 6962.
LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
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


def frontier_of(leaves: list[bytes]) -> list[bytes]:
    frontier: list[bytes] = []
    for size, leaf in enumerate(leaves):
        frontier = merkle.append(frontier, size=size, leaf=leaf)
    return frontier


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1: split at the largest power of two below the number of leaves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    left, right = root_by_definition(leaves[:half]), root_by_definition(leaves[half:])
    return sha256(b"\x01" + left + right).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_the_root_is_that_of_the_published_vector(size: int) -> None:
    leaves = [bytes.fromhex(leaf) for leaf in LEAVES[:size]]
    assert merkle.root(frontier_of(leaves)).hex() == ROOTS[size - 1]


def test_the_root_of_an_empty_log_is_the_hash_of_nothing() -> None:
    assert merkle.root([]) == sha256(b"").digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_appending_one_by_one_gives_the_root_of_the_definition(leaves: list[bytes]) -> None:
    assert merkle.root(frontier_of(leaves)) == root_by_definition(leaves)


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_frontier_holds_one_root_per_full_subtree_and_survives_storing(
    leaves: list[bytes],
) -> None:
    frontier = frontier_of(leaves)
    assert len(frontier) == len(leaves).bit_count()
    assert merkle.unpack(merkle.pack(frontier)) == frontier


def test_appending_changes_no_frontier_that_somebody_holds() -> None:
    before = frontier_of([b"a", b"b", b"c"])
    kept = list(before)
    merkle.append(before, size=3, leaf=b"d")
    assert before == kept


def test_a_leaf_and_a_node_of_the_same_bytes_differ() -> None:
    left, right = merkle.leaf_hash(b"a"), merkle.leaf_hash(b"b")
    assert merkle.node_hash(left, right) != merkle.leaf_hash(left + right)
