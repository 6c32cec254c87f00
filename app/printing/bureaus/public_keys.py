"""A bureau's public keys as they are stored, and the program's own key for manifests."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from app.core.bureau import BundleKey, ReceiptKey
from app.kit.errors import RefusedError
from app.vault import Keyring, SystemKey


def bundle_key_of(raw: bytes) -> BundleKey:
    """Return the key that bundles are sealed to.

    Raises:
        RefusedError: `bundle_key_unusable`: not 32 bytes, or one that anybody could open with.
    """
    try:
        key = X25519PublicKey.from_public_bytes(raw)
        X25519PrivateKey.generate().exchange(key)  # fails for the points of small order
    except ValueError as error:
        raise RefusedError("bundle_key_unusable") from error
    return key


def receipt_key_of(raw: bytes) -> ReceiptKey:
    """Return the key that receipts are checked by.

    Raises:
        RefusedError: `receipt_key_unusable`: not 32 bytes.
    """
    return _ed25519(raw, "receipt_key_unusable")


def manifest_key_of(raw: bytes) -> Ed25519PublicKey:
    """Return the key that a program's manifests are checked by.

    Raises:
        RefusedError: `manifest_key_unusable`: not 32 bytes.
    """
    return _ed25519(raw, "manifest_key_unusable")


def manifest_key(keyring: Keyring) -> Ed25519PrivateKey:
    """Return the program's key that signs manifests and nothing else; it lives in the keyring.

    It is no issuer key: whoever has it can imitate a manifest, not a card.

    Raises:
        KeyMissingError: no bureau was ever added.
    """
    return Ed25519PrivateKey.from_private_bytes(keyring.system_key(SystemKey.BUNDLE))


def manifest_public_key(keyring: Keyring) -> str:
    """Return what a bureau pins, as 64 hexadecimal digits.

    Raises:
        KeyMissingError: no bureau was ever added.
    """
    return manifest_key(keyring).public_key().public_bytes_raw().hex()


def _ed25519(raw: bytes, refusal: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(raw)
    except ValueError as error:
        raise RefusedError(refusal) from error
