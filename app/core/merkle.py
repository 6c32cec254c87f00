"""Merkle tree hashes of RFC 6962 (section 2.1), kept as a frontier so that appending is cheap.

The frontier is the list of roots of the full subtrees, largest first: all that is needed to append
a leaf and to compute the root. A leaf hash starts with 0x00, a node hash with 0x01.
"""

from collections.abc import Iterable
from hashlib import sha256

HASH_BYTES = 32


def leaf_hash(leaf: bytes) -> bytes:
    """Return the 32-byte hash of one log entry."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the 32-byte hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def append(frontier: list[bytes], *, size: int, leaf: bytes) -> list[bytes]:
    """Return the frontier of a tree of `size` leaves after one more leaf."""
    node, roots = leaf_hash(leaf), list(frontier)
    while size & 1:
        node = node_hash(roots.pop(), node)
        size >>= 1
    return [*roots, node]


def root(frontier: Iterable[bytes]) -> bytes:
    """Return the 32-byte tree hash; the hash of nothing for an empty tree."""
    roots = list(frontier)
    if not roots:
        return sha256(b"").digest()
    node = roots.pop()
    while roots:
        node = node_hash(roots.pop(), node)
    return node


def pack(frontier: Iterable[bytes]) -> bytes:
    """Return the frontier as bytes for storing."""
    return b"".join(frontier)


def unpack(data: bytes) -> list[bytes]:
    """Return the frontier from stored bytes."""
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]
