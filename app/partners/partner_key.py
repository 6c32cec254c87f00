"""Keys of partners: 256 random bits, shown once, kept as SHA-256."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256

KEY_PREFIX = "tp_"
KEY_BYTES = 32


def new_partner_key(random_bytes: Callable[[int], bytes]) -> str:
    """Draw a key: `tp_` and 43 letters, digits, `-` and `_`."""
    return KEY_PREFIX + urlsafe_b64encode(random_bytes(KEY_BYTES)).decode().rstrip("=")


def partner_key_digest(key: str) -> bytes:
    """Return what is kept of a key; 256 random bits need no slow hash."""
    return sha256(key.encode()).digest()
