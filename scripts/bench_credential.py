"""How fast credentials are checked and signed, beside the bare signature of the same library.

Each figure is the median over rounds that take product and baseline in turn, so that a busy machine
slows both alike. Times are this thread's processor time, so the figures are per core.
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from statistics import median
from time import thread_time
from typing import Any, Final, TypeAlias

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from app.core.card_number import new_card_number
from app.core.credential import (
    CardClaims,
    CardKey,
    LocalSigner,
    PreparedCredential,
    PrivateKey,
    ResultWord,
    ScannedText,
    SignedCredential,
    TrustedKeys,
    prepare,
    sign,
    verify,
)
from app.core.credential.cose import open_envelope, to_be_signed

Figure: TypeAlias = dict[str, float | int | str]

ROUNDS: Final = 15
CARDS: Final = 200
ISSUER: Final = "https://id.riverbend.example"
ISSUED: Final = 1_795_000_000
NOW: Final = ISSUED + 86_400
YEAR: Final = 365 * 86_400
P256_KEY: Final = derive_private_key(int.from_bytes(sha256(b"bench").digest(), "big"), SECP256R1())
ED25519_KEY: Final = Ed25519PrivateKey.from_private_bytes(sha256(b"bench").digest())


def verification_es256() -> Figure:
    """Text to answer against bare P-256 verification."""
    return _verification(P256_KEY, "verify: text to answer, ES256")


def verification_eddsa() -> Figure:
    """Text to answer against bare Ed25519 verification."""
    return _verification(ED25519_KEY, "verify: text to answer, EdDSA")


def signing_es256() -> Figure:
    """Prepared to signed against bare P-256 signing (RFC 6979)."""
    return _signing(P256_KEY, "sign: prepared to signed, ES256")


def signing_eddsa() -> Figure:
    """Prepared to signed against bare Ed25519 signing."""
    return _signing(ED25519_KEY, "sign: prepared to signed, EdDSA")


def figures() -> list[Figure]:
    """Return every figure of the credential."""
    return [verification_es256(), verification_eddsa(), signing_es256(), signing_eddsa()]


def _verification(private_key: PrivateKey, name: str) -> Figure:
    key = _card_key(private_key)
    cards = [_signed(private_key, key, number) for number in range(CARDS)]
    texts = [ScannedText(card.text(ISSUER)) for card in cards]
    trusted = TrustedKeys([key])

    def check(text: ScannedText) -> None:
        if verify(text, keys=trusted, status=_good, now=NOW).word is not ResultWord.VALID:
            raise SystemExit(f"{name}: a good card was refused")

    verifications = [_bare_verification(private_key, card) for card in cards]
    figure = _compare(name, lambda: texts, check, lambda: verifications, _call)
    return figure | {"text_length": max(map(len, texts))}


def _signing(private_key: PrivateKey, name: str) -> Figure:
    key = _card_key(private_key)
    signer = LocalSigner(private_key, key=key)
    messages = [_prepared(key, number).take_bytes_to_sign() for number in range(CARDS)]
    ecdsa = ECDSA(SHA256(), deterministic_signing=True)

    def sign_bare(message: bytes) -> None:
        if isinstance(private_key, EllipticCurvePrivateKey):
            private_key.sign(message, ecdsa)
        else:
            private_key.sign(message)

    def prepare_all() -> list[PreparedCredential]:
        return [_prepared(key, number) for number in range(CARDS)]  # Good for one signature each.

    return _compare(
        name, prepare_all, lambda prepared: sign(prepared, signer), lambda: messages, sign_bare
    )


def _compare(
    name: str,
    make_items: Callable[[], Sequence[Any]],
    product: Callable[[Any], object],
    make_baseline_items: Callable[[], Sequence[Any]],
    baseline: Callable[[Any], object],
) -> Figure:
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS + 1):
        ours.append(_per_second(product, make_items()))
        bare.append(_per_second(baseline, make_baseline_items()))
    # The first round warms up.
    pairs = list(zip(ours[1:], bare[1:], strict=True))
    return {
        "name": name,
        "per_second": round(median(rate for rate, _ in pairs)),
        "baseline_per_second": round(median(rate for _, rate in pairs)),
        "ratio": round(median(rate / base for rate, base in pairs), 3),
        "rounds": ROUNDS,
    }


def _per_second(act: Callable[[Any], object], items: Sequence[Any]) -> float:
    started = thread_time()
    for item in items:
        act(item)
    return len(items) / (thread_time() - started)


def _call(function: Callable[[], object]) -> None:
    function()


def _bare_verification(private_key: PrivateKey, card: SignedCredential) -> Callable[[], object]:
    envelope = open_envelope(card.cose)
    message = to_be_signed(envelope.protected, payload=envelope.payload)
    signature = envelope.signature
    public_key = private_key.public_key()
    if isinstance(public_key, Ed25519PublicKey):
        return partial(public_key.verify, signature, message)
    half = len(signature) // 2
    r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
    return partial(public_key.verify, encode_dss_signature(r, s), message, ECDSA(SHA256()))


def _good(issuer: str, status_list: int, index: int) -> int:
    del issuer, status_list, index
    return 0


def _card_key(private_key: PrivateKey) -> CardKey:
    return CardKey.of(
        private_key.public_key(),
        issuer=ISSUER,
        sign_until=ISSUED + YEAR,
        verify_until=ISSUED + 11 * YEAR,
    )


def _prepared(key: CardKey, number: int) -> PreparedCredential:
    seed = sha256(number.to_bytes(4, "big")).digest()
    claims = CardClaims(
        issuer=ISSUER,
        card_number=new_card_number(_stream(seed)),
        name=f"Ana Lucía Ferreira {number}",
        issued_at=ISSUED,
        expires_at=ISSUED + 5 * YEAR,
        cti=seed[:16],
        status_list=3,
        status_index=int.from_bytes(seed[:2], "big"),
    )
    return prepare(claims, key=key)


def _stream(seed: bytes) -> Callable[[int], bytes]:
    """Return bytes that look random and are the same in every run."""
    state = [seed]

    def take(size: int) -> bytes:
        state[0] = sha256(state[0]).digest()
        return state[0][:size]

    return take


def _signed(private_key: PrivateKey, key: CardKey, number: int) -> SignedCredential:
    return sign(_prepared(key, number), LocalSigner(private_key, key=key))


if __name__ == "__main__":
    print(json.dumps(figures(), indent=2))
