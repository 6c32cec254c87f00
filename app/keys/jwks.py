"""The published card keys as JSON Web Keys (RFC 7517), for readers that know no COSE key sets."""

from base64 import urlsafe_b64encode
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.core.credential import KeySet, PublicKey, PublishedKey, PublishedRole, PublishedState

JWK: TypeAlias = dict[str, str]
COORDINATE_BYTES = 32


def jwks(key_set: KeySet, *, leave_out: frozenset[bytes] = frozenset()) -> dict[str, list[JWK]]:
    """Return the card keys of a set, without compromised ones and those that are to be left out.

    A JSON Web Key does not say whether its key signs cards or status lists, and a reader of cards
    would believe one that a status key signed: those are in the signed set only. A key that was
    compromised after the set was signed is left out at once: nothing here carries the root's
    signature anyway.
    """
    return {
        "keys": [
            {"kid": key.kid.hex(), "use": "sig", **_parameters(key.public_key)}
            for key in key_set.keys
            if _is_believed(key) and key.kid not in leave_out
        ]
    }


def _is_believed(key: PublishedKey) -> bool:
    return key.role is PublishedRole.CARD and key.state is not PublishedState.COMPROMISED


def _parameters(public_key: PublicKey) -> JWK:
    if isinstance(public_key, Ed25519PublicKey):
        x = _base64(public_key.public_bytes_raw())
        return {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "x": x}
    point = public_key.public_numbers()
    x, y = (_base64(number.to_bytes(COORDINATE_BYTES, "big")) for number in (point.x, point.y))
    return {"kty": "EC", "crv": "P-256", "alg": "ES256", "x": x, "y": y}


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
