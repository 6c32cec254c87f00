"""Public keys of a bureau as their 32 raw bytes: X25519 to seal to it, Ed25519 for its receipts."""

from hashlib import sha256
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

BundleKey: TypeAlias = X25519PublicKey
ReceiptKey: TypeAlias = Ed25519PublicKey

FINGERPRINT_BYTES = 8


def key_fingerprint(key: BundleKey) -> str:
    """Return what a bundle's header calls the key that opens it: 16 hexadecimal digits."""
    return sha256(key.public_bytes_raw()).digest()[:FINGERPRINT_BYTES].hex()
