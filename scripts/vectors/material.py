"""Fixed keys, invented holders, and credentials put together by hand, flaws included.

Nothing here asks the code under test what is right: envelopes are closed and signed without the
product's rules.
"""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from app.core.credential import Algorithm, CardClaims, PrivateKey
from app.core.credential.cbor import encode
from app.core.credential.claims import encode_claims
from app.core.credential.cose import close_envelope, to_be_signed
from app.core.credential.digits import encode_digits
from app.core.credential.keys import key_id
from app.core.credential.signature import low_s, raw_from_der

ISSUER: Final = "https://id.riverbend.example"
YEAR: Final = 365 * 86_400
ISSUED: Final = 1_795_000_000
NOW: Final = ISSUED + 100_000
LISTED_AT: Final = NOW - 600
EXPIRES: Final = ISSUED + 5 * YEAR
VERIFY_UNTIL: Final = ISSUED + 11 * YEAR
INDEX: Final = 4711
# A WebP of one grey dot: no verifier looks into it.
FACE: Final = bytes.fromhex(
    "524946461e000000574542505650384c110000002f000000000750c00216b0ff8188e87f0000"
)
LIST: Final = 3

# The private keys of RFC 6979 (A.2.5) and RFC 8032 (7.1, test 1): published, so nobody's.
CARD_KEYS: Final[dict[Algorithm, PrivateKey]] = {
    Algorithm.ES256: derive_private_key(
        0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721, SECP256R1()
    ),
    Algorithm.EDDSA: Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    ),
}


def private_key(name: str, algorithm: Algorithm = Algorithm.ES256) -> PrivateKey:
    """Return a key of our own, made from its name: nobody's either."""
    seed = sha256(name.encode()).digest()
    if algorithm is Algorithm.EDDSA:
        return Ed25519PrivateKey.from_private_bytes(seed)
    return derive_private_key(int.from_bytes(seed, "big") >> 1, SECP256R1())


ROOT: Final = private_key("root")
OTHER_ROOT: Final = private_key("another root")
STATUS_KEYS: Final = {algorithm: private_key("status", algorithm) for algorithm in Algorithm}


def make_claims(**changes: Any) -> CardClaims:  # noqa: ANN401 - any claim
    """Return the claims of an invented holder."""
    claims = CardClaims(
        issuer=ISSUER,
        card_number="7K3M-9QXT-2BK",
        name="Ana Lucía Ferreira",
        issued_at=ISSUED,
        expires_at=EXPIRES,
        cti=bytes(range(16)),
        status_list=LIST,
        status_index=INDEX,
    )
    return replace(claims, **changes)


def payload(**changes: Any) -> bytes:  # noqa: ANN401 - any claim
    """Return the payload of a card."""
    return encode_claims(make_claims(**changes))


def payload_with(changes: Mapping[int | str, Any], *, without: tuple[int, ...] = ()) -> bytes:
    """Return a good payload with claims put in, replaced or left out."""
    claims: dict[int | str, Any] = {
        1: ISSUER,
        4: EXPIRES,
        6: ISSUED,
        7: bytes(range(16)),
        169: {1: "7K3M-9QXT-2BK", 4: "Ana Lucía Ferreira"},
        65535: {"status_list": {"idx": INDEX, "uri": f"{ISSUER}/s/{LIST}"}},
    }
    claims |= changes
    return encode({label: value for label, value in claims.items() if label not in without})


def header(algorithm: Algorithm, **changes: Any) -> bytes:  # noqa: ANN401 - entries of a header
    """Return a protected header; `alg` and `kid` can be replaced."""
    entries: dict[int | str, Any] = {
        1: int(algorithm),
        4: key_id(CARD_KEYS[algorithm].public_key()),
    }
    return encode(entries | {1: changes.get("alg", entries[1]), 4: changes.get("kid", entries[4])})


def raw_signature(key: PrivateKey, message: bytes) -> bytes:
    """Sign without any of the product's rules."""
    if isinstance(key, EllipticCurvePrivateKey):
        return low_s(raw_from_der(key.sign(message, ECDSA(SHA256(), deterministic_signing=True))))
    return key.sign(message)


def sealed(
    content: bytes,
    algorithm: Algorithm = Algorithm.ES256,
    *,
    protected: bytes | None = None,
    key: PrivateKey | None = None,
) -> bytes:
    """Return COSE bytes whose signature holds over whatever payload and header a case wants."""
    head = header(algorithm) if protected is None else protected
    signature = raw_signature(key or CARD_KEYS[algorithm], to_be_signed(head, payload=content))
    return close_envelope(head, payload=content, signature=signature)


def printed(cose: bytes) -> str:
    """Return the text of a printed code with these bytes."""
    return f"{ISSUER}/v#{encode_digits(cose)}"


def card(algorithm: Algorithm = Algorithm.ES256, **changes: Any) -> str:  # noqa: ANN401 - any claim
    """Return the text of a card that was made the proper way."""
    return printed(sealed(payload(**changes), algorithm))
