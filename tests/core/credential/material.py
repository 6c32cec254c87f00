"""Fixed keys, invented holders and hand-built credentials for the tests of the credential."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from app.core.credential import (
    Algorithm,
    CardClaims,
    CardKey,
    LocalSigner,
    PrivateKey,
    ScannedText,
    SignedCredential,
    StatusLookup,
    TrustedKeys,
    Verdict,
    prepare,
    sign,
    verify,
)
from app.core.credential.cbor import encode
from app.core.credential.claims import encode_claims
from app.core.credential.cose import close_envelope, protected_header, to_be_signed
from app.core.credential.digits import encode_digits
from app.core.credential.signature import low_s, raw_from_der

ISSUER = "https://id.riverbend.example"
ISSUED = 1_795_000_000
NOW = ISSUED + 100_000
EXPIRES = ISSUED + 5 * 365 * 86_400

# The private keys of RFC 6979 (A.2.5) and RFC 8032 (7.1, test 1): published, so nobody's.
PRIVATE_KEYS: dict[Algorithm, PrivateKey] = {
    Algorithm.ES256: derive_private_key(
        0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721, SECP256R1()
    ),
    Algorithm.EDDSA: Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    ),
}
OTHER_PRIVATE_KEYS: dict[Algorithm, PrivateKey] = {
    Algorithm.ES256: derive_private_key(7, SECP256R1()),
    Algorithm.EDDSA: Ed25519PrivateKey.from_private_bytes(bytes(range(32))),
}
ALGORITHMS = list(Algorithm)


FACE = bytes.fromhex("524946461e000000574542505650384c110000002f000000000750c00216b0ff8188e87f0000")
"""A WebP of one grey dot."""


def card_key(private_key: PrivateKey, **changes: Any) -> CardKey:  # noqa: ANN401 - any field of a key
    """A card key that signs for a year and may be relied on for eleven."""
    key = CardKey.of(
        private_key.public_key(),
        issuer=ISSUER,
        sign_until=ISSUED + 365 * 86_400,
        verify_until=ISSUED + 11 * 365 * 86_400,
    )
    return replace(key, **changes)


KEYS = {algorithm: card_key(private) for algorithm, private in PRIVATE_KEYS.items()}
TRUSTED = TrustedKeys(KEYS.values())


def make_claims(**changes: Any) -> CardClaims:  # noqa: ANN401 - any claim
    """Claims of an invented holder."""
    claims = CardClaims(
        issuer=ISSUER,
        card_number="7K3M-9QXT-2BK",
        name="Ana Lucía Ferreira",
        issued_at=ISSUED,
        expires_at=EXPIRES,
        cti=bytes(range(16)),
        status_list=3,
        status_index=4711,
    )
    return replace(claims, **changes)


def sign_claims(claims: CardClaims, algorithm: Algorithm = Algorithm.ES256) -> SignedCredential:
    """A credential made the proper way."""
    key = KEYS[algorithm]
    return sign(prepare(claims, key=key), LocalSigner(PRIVATE_KEYS[algorithm], key=key))


def raw_signature(private_key: PrivateKey, message: bytes) -> bytes:
    """Sign without any of the product's rules."""
    if isinstance(private_key, EllipticCurvePrivateKey):
        der = private_key.sign(message, ECDSA(SHA256(), deterministic_signing=True))
        return low_s(raw_from_der(der))
    return private_key.sign(message)


def sealed(
    payload: bytes,
    algorithm: Algorithm,
    *,
    protected: bytes | None = None,
    private_key: PrivateKey | None = None,
) -> bytes:
    """COSE bytes whose signature holds over whatever payload and header a test wants."""
    if protected is None:
        protected = protected_header(algorithm, key_id=KEYS[algorithm].kid)
    signature = raw_signature(
        private_key or PRIVATE_KEYS[algorithm], to_be_signed(protected, payload=payload)
    )
    return close_envelope(protected, payload=payload, signature=signature)


def good_payload(**changes: Any) -> bytes:  # noqa: ANN401 - any claim
    """The payload of a good card."""
    return encode_claims(make_claims(**changes))


def payload_map(changes: Mapping[int | str, Any], *, without: tuple[int, ...] = ()) -> bytes:
    """A good payload with claims put in, replaced or left out."""
    identity: dict[int | str, Any] = {1: "7K3M-9QXT-2BK", 4: "Ana Lucía Ferreira"}
    claims: dict[int | str, Any] = {
        1: ISSUER,
        4: EXPIRES,
        6: ISSUED,
        7: bytes(range(16)),
        169: identity,
        65535: {"status_list": {"idx": 4711, "uri": f"{ISSUER}/s/3"}},
    }
    claims |= changes
    return encode({label: value for label, value in claims.items() if label not in without})


def printed(cose: bytes) -> ScannedText:
    """The text of a QR code with these bytes."""
    return ScannedText(f"{ISSUER}/v#{encode_digits(cose)}")


def every_card_is_good(issuer: str, status_list: int, index: int) -> int:
    """A status list without entries."""
    del issuer, status_list, index
    return 0


def check(
    text: str,
    *,
    keys: TrustedKeys = TRUSTED,
    status: StatusLookup = every_card_is_good,
    now: int = NOW,
) -> Verdict:
    """Verify with the keys of this module."""
    return verify(ScannedText(text), keys=keys, status=status, now=now)
