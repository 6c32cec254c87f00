"""The keys that sessions of tests write with: fixed, so that every run makes the same rows."""

from hashlib import sha256

from app.kit.db import Seals


def audit_key(year: int) -> bytes:
    """Return a fixed key for a calendar year."""
    return sha256(b"test audit key %d" % year).digest()


TEST_SEALS = Seals(
    register_key=sha256(b"test register key").digest(),
    audit_key=audit_key,
    time_zone="America/Chicago",
)
