"""The JWT form of a signed status list (Token Status List, draft 21, section 5.1).

As strict as the CWT: for given claims and a given key there is one text. Both headers and claims
are JSON without blanks and with sorted keys, and what was read must be written the same way again.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Final

from app.core.credential.keys import StatusKey, TrustedStatusKeys
from app.core.credential.sign import Signer, make_signature
from app.core.credential.signature import SIGNATURE_BYTES, Algorithm, signature_holds
from app.core.credential.signed_list import MAX_LIST_BYTES, SignedListError
from app.core.credential.status_token import (
    SignedStatusList,
    StatusClaims,
    read_status_claims,
)

JWT_TYPE: Final = "statuslist+jwt"
JWT_ALGORITHMS: Final = {Algorithm.ES256: "ES256", Algorithm.EDDSA: "EdDSA"}

_PARTS: Final = 3


def sign_status_list_jwt(content: SignedStatusList, signer: Signer) -> bytes:
    """Return the list as JWT in compact form, ASCII.

    Raises:
        SignerError: the signer did not return a signature.
    """
    claims = {
        "exp": content.expires_at,
        "iat": content.issued_at,
        "status_list": {
            "aggregation_uri": content.aggregation_uri,
            "bits": content.statuses.bits,
            "lst": _base64(content.statuses.compressed()).decode(),
        },
        "sub": content.uri,
        "ttl": content.ttl,
    }
    message = _header(signer.kid, signer.alg) + b"." + _base64(_json(claims))
    return message + b"." + _base64(make_signature(message, signer))


def open_status_list_jwt(token: bytes, *, keys: TrustedStatusKeys, now: int) -> SignedStatusList:
    """Return what a JWT status list says at `now`, or refuse it.

    Raises:
        SignedListError: one rule of FORMAT.md does not hold.
    """
    if len(token) > MAX_LIST_BYTES:
        raise SignedListError("too long")
    parts = token.split(b".")
    if len(parts) != _PARTS:
        raise SignedListError("not a compact JWT")
    header, claims, signature = parts
    key = _signing_key(header, keys)
    raw = _bytes(signature)
    if len(raw) != SIGNATURE_BYTES or not signature_holds(
        key.public_key, raw, message=header + b"." + claims
    ):
        raise SignedListError("the signature does not hold")
    return read_status_claims(_claims(_bytes(claims)), key=key, now=now)


def _signing_key(header: bytes, keys: TrustedStatusKeys) -> StatusKey:
    """Find the key by the one header it writes: nothing unsigned is parsed."""
    for key in keys.all():
        if header == _header(key.kid, key.alg):
            return key
    raise SignedListError("no trusted key has this header")


def _header(kid: bytes, algorithm: Algorithm) -> bytes:
    header = {"alg": JWT_ALGORITHMS[algorithm], "kid": kid.hex(), "typ": JWT_TYPE}
    return _base64(_json(header))


def _claims(text: bytes) -> StatusClaims:
    try:
        claims = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SignedListError("not JSON") from error
    match claims:
        case {
            "exp": expires_at,
            "iat": issued_at,
            "status_list": {
                "aggregation_uri": aggregation,
                "bits": bits,
                "lst": str(lst),
                **inner_rest,
            },
            "sub": subject,
            "ttl": ttl,
            **rest,
        } if not rest and not inner_rest and _json(claims) == text:
            compressed = _bytes(lst.encode("ascii", "replace"))
            return StatusClaims(subject, issued_at, expires_at, ttl, bits, compressed, aggregation)
    raise SignedListError("a claim is missing, extra or not written the one way")


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _base64(data: bytes) -> bytes:
    return urlsafe_b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    try:
        data = urlsafe_b64decode(text + b"=" * (-len(text) % 4))
    except ValueError as error:
        raise SignedListError("not base64url") from error
    if _base64(data) != text:
        raise SignedListError("not the one base64url")
    return data
