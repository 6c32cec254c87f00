"""MACs over register rows, so that a row changed behind the service's back is noticed."""

import hmac
from hashlib import sha256
from uuid import UUID


def register_mac(key: bytes, *, label: str, row_id: UUID, state: str, version: int) -> bytes:
    """Return HMAC-SHA256 over table label, row id, state and version (32 bytes)."""
    message = "|".join((label, str(row_id), state, str(version))).encode()
    return hmac.new(key, message, sha256).digest()


def mac_matches(mac: bytes, expected: bytes) -> bool:
    """Compare two MACs in constant time."""
    return hmac.compare_digest(mac, expected)
