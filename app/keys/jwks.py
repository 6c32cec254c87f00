"""The published keys as JSON Web Keys (RFC 7517), for readers that know no COSE key sets."""

from base64 import urlsafe_b64encode
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.core.credential import KeySet, PublicKey, PublishedState

JWK: TypeAlias = dict[str, str]
COORDINATE_BYTES = 32


def jwks(key_set: KeySet, *, leave_out: frozenset[bytes] = frozenset()) -> dict[str, list[JWK]]:
    """Return the set without compromised keys, and without those whose id is to be left out.

    A key that was compromised after the set was signed is left out at once: nothing here carries
    the root's signature anyway.
    """
    return {
        "keys": [
            {"kid": key.kid.hex(), "use": "sig", **_parameters(key.public_key)}
            for key in key_set.keys
            if key.state is not PublishedState.COMPROMISED and key.kid not in leave_out
        ]
    }


def _parameters(public_key: PublicKey) -> JWK:
    if isinstance(public_key, Ed25519PublicKey):
        x = _base64(public_key.public_bytes_raw())
        return {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "x": x}
    point = public_key.public_numbers()
    x, y = (_base64(number.to_bytes(COORDINATE_BYTES, "big")) for number in (point.x, point.y))
    return {"kty": "EC", "crv": "P-256", "alg": "ES256", "x": x, "y": y}


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
