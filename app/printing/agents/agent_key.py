"""Keys of print agents: 256 random bits, shown once, kept as SHA-256."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256

KEY_PREFIX = "ta_"
KEY_BYTES = 32


def new_agent_key(random_bytes: Callable[[int], bytes]) -> str:
    """Draw a key: `ta_` and 43 letters, digits, `-` and `_`."""
    return KEY_PREFIX + urlsafe_b64encode(random_bytes(KEY_BYTES)).decode().rstrip("=")


def agent_key_digest(key: str) -> bytes:
    """Return what is kept of a key; 256 random bits need no slow hash."""
    return sha256(key.encode()).digest()
