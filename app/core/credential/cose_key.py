"""Public keys as COSE_Key (RFC 9052, section 7), and their thumbprints (RFC 9679).

Only the required parameters, deterministically encoded, so a key has exactly one form.
"""

from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.core.credential.cbor import CborError, decode, encode
from app.core.credential.signature import PublicKey, algorithm_of

KEY_TYPE, CURVE, X, Y = 1, -1, -2, -3
TYPE_OKP, TYPE_EC2 = 1, 2
CURVE_P256, CURVE_ED25519 = 1, 6
COORDINATE_BYTES: Final = 32


class CoseKeyError(ValueError):
    """The bytes are not a P-256 or Ed25519 public key in this form."""


def encode_cose_key(public_key: PublicKey) -> bytes:
    """Return the key as COSE_Key with its required parameters only.

    Raises:
        ValueError: an elliptic curve other than P-256.
    """
    algorithm_of(public_key)
    if isinstance(public_key, EllipticCurvePublicKey):
        point = public_key.public_numbers()
        return encode(
            {
                KEY_TYPE: TYPE_EC2,
                CURVE: CURVE_P256,
                X: point.x.to_bytes(COORDINATE_BYTES, "big"),
                Y: point.y.to_bytes(COORDINATE_BYTES, "big"),
            }
        )
    return encode({KEY_TYPE: TYPE_OKP, CURVE: CURVE_ED25519, X: public_key.public_bytes_raw()})


def decode_cose_key(data: bytes) -> PublicKey:
    """Return the public key that `data` holds.

    Raises:
        CoseKeyError: another kind of key, a parameter too many, or a point off the curve.
    """
    try:
        match decode(data):
            case {1: 2, -1: 1, -2: bytes(x), -3: bytes(y), **rest} if not rest:
                return _p256(x, y)
            case {1: 1, -1: 6, -2: bytes(x), **rest} if not rest:
                return Ed25519PublicKey.from_public_bytes(x)
    except (CborError, ValueError) as error:
        raise CoseKeyError("not a usable key") from error
    raise CoseKeyError("not a P-256 or Ed25519 key")


def thumbprint(public_key: PublicKey) -> bytes:
    """Return the SHA-256 COSE_Key thumbprint (RFC 9679, section 3), 32 bytes."""
    return sha256(encode_cose_key(public_key)).digest()


def _p256(x: bytes, y: bytes) -> EllipticCurvePublicKey:
    if len(x) != COORDINATE_BYTES or len(y) != COORDINATE_BYTES:
        raise CoseKeyError("coordinates are 32 bytes")
    numbers = EllipticCurvePublicNumbers(
        int.from_bytes(x, "big"), int.from_bytes(y, "big"), SECP256R1()
    )
    return numbers.public_key()
