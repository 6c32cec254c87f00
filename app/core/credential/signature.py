"""Raw 64-byte signatures: ECDSA on P-256 with SHA-256, and Ed25519.

An ECDSA signature (r, s) has a twin (r, n - s) that anybody can compute; only the one with the
smaller s is written or accepted, so that a signed text cannot be changed into another good one.
"""

from enum import IntEnum
from typing import Final, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256

from app.core.credential import labels

PublicKey: TypeAlias = EllipticCurvePublicKey | Ed25519PublicKey

SIGNATURE_BYTES: Final = 64
P256_ORDER: Final = 0xFFFFFFFF_00000000_FFFFFFFF_FFFFFFFF_BCE6FAAD_A7179E84_F3B9CAC2_FC632551
_HALF_ORDER: Final = P256_ORDER // 2
_HALF: Final = SIGNATURE_BYTES // 2
_ECDSA: Final = ECDSA(SHA256())


class Algorithm(IntEnum):
    """How a key signs; the number is the COSE `alg` that is written."""

    ES256 = labels.ALGORITHM_ES256
    EDDSA = labels.ALGORITHM_EDDSA


READ_AS: Final = {
    labels.ALGORITHM_ES256: Algorithm.ES256,
    labels.ALGORITHM_ESP256: Algorithm.ES256,
    labels.ALGORITHM_EDDSA: Algorithm.EDDSA,
    labels.ALGORITHM_ED25519: Algorithm.EDDSA,
}
"""Every COSE `alg` number that may stand in a header, and what it means."""


def algorithm_of(public_key: PublicKey) -> Algorithm:
    """Return how this key signs.

    Raises:
        ValueError: an elliptic curve other than P-256.
    """
    if isinstance(public_key, Ed25519PublicKey):
        return Algorithm.EDDSA
    if isinstance(public_key.curve, SECP256R1):
        return Algorithm.ES256
    raise ValueError("only P-256 and Ed25519 keys sign cards")


def signature_holds(public_key: PublicKey, signature: bytes, *, message: bytes) -> bool:
    """Say whether this key made the raw 64-byte `signature`, in its low-S form, over `message`."""
    try:
        if isinstance(public_key, Ed25519PublicKey):
            public_key.verify(signature, message)
            return True
        s = int.from_bytes(signature[_HALF:], "big")
        if s > _HALF_ORDER:
            return False
        r = int.from_bytes(signature[:_HALF], "big")
        public_key.verify(encode_dss_signature(r, s), message, _ECDSA)
    except InvalidSignature:
        return False
    return True


def low_s(signature: bytes) -> bytes:
    """Return the raw ECDSA signature, or its twin, whichever has the smaller s."""
    s = int.from_bytes(signature[_HALF:], "big")
    return signature[:_HALF] + min(s, P256_ORDER - s).to_bytes(_HALF, "big")


def raw_from_der(der: bytes) -> bytes:
    """Turn the DER form of an ECDSA signature, which libraries return, into its 64 raw bytes."""
    r, s = decode_dss_signature(der)
    return r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")
