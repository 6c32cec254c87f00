"""The negative corpus: credentials with one thing wrong each, and the word each one gets.

Most are signed by the trusted key: they would pass if only the signature were looked at.
"""

import zlib
from collections.abc import Callable
from typing import TypeAlias

import pytest

from app.core.credential import Algorithm, ResultWord
from app.core.credential.base45 import encode_base45
from app.core.credential.cbor import encode, head
from app.core.credential.cose import close_envelope, protected_header
from app.core.credential.digits import encode_digits
from app.core.credential.signature import P256_ORDER
from app.core.credential.wire import MAX_TEXT
from tests.core.credential.material import (
    ALGORITHMS,
    EXPIRES,
    ISSUED,
    ISSUER,
    KEYS,
    NOW,
    OTHER_PRIVATE_KEYS,
    PRIVATE_KEYS,
    check,
    good_payload,
    payload_map,
    printed,
    raw_signature,
    sealed,
)
from tests.core.credential.test_claims import BAD_CLAIMS

Make: TypeAlias = Callable[[Algorithm], str]

UNREADABLE = ResultWord.UNREADABLE
UNKNOWN_KEY = ResultWord.UNKNOWN_KEY
NOT_AUTHENTIC = ResultWord.NOT_AUTHENTIC


def good(algorithm: Algorithm) -> bytes:
    return sealed(good_payload(), algorithm)


def header(algorithm: Algorithm) -> bytes:
    return protected_header(algorithm, key_id=KEYS[algorithm].kid)


def with_bytes(change: Callable[[bytes], bytes]) -> Make:
    """A good credential whose COSE bytes were changed."""
    return lambda algorithm: printed(change(good(algorithm)))


def with_text(change: Callable[[str], str]) -> Make:
    """A good credential whose printed text was changed."""
    return lambda algorithm: change(printed(good(algorithm)))


def with_header(make_header: Callable[[Algorithm], bytes]) -> Make:
    """A credential properly signed over another protected header."""
    return lambda algorithm: printed(
        sealed(good_payload(), algorithm, protected=make_header(algorithm))
    )


def with_payload(payload: bytes) -> Make:
    """Another payload, properly signed."""
    return lambda algorithm: printed(sealed(payload, algorithm))


def with_parts(parts: Callable[[bytes, bytes, bytes], bytes]) -> Make:
    """Protected header, payload and good signature, put together in another way."""

    def make(algorithm: Algorithm) -> str:
        signature = good(algorithm)[-64:]
        return printed(parts(encode(header(algorithm)), encode(good_payload()), signature))

    return make


def _higher_twin(cose: bytes) -> bytes:
    s = int.from_bytes(cose[-32:], "big")
    return cose[:-32] + ((P256_ORDER - s) % 2**256).to_bytes(32, "big")


def _swapped_algorithm(algorithm: Algorithm) -> bytes:
    other = Algorithm.EDDSA if algorithm is Algorithm.ES256 else Algorithm.ES256
    return protected_header(other, key_id=KEYS[algorithm].kid)


TEXTS: dict[str, tuple[Make, ResultWord]] = {
    "empty": (lambda _: "", UNREADABLE),
    "prose": (lambda _: "This is not a card.", UNREADABLE),
    "the address alone": (lambda _: f"{ISSUER}/v#", UNREADABLE),
    "too long": (with_text(lambda text: "x" * MAX_TEXT + text), UNREADABLE),
    "last digit missing": (with_text(lambda text: text[:-1]), UNREADABLE),
    "digit more": (with_text(lambda text: text + "0"), UNREADABLE),
    "half of it": (with_text(lambda text: text[: len(text) // 2]), UNREADABLE),
    "letter among the digits": (with_text(lambda text: f"{text[:-40]}A{text[-39:]}"), UNREADABLE),
    "blank among the digits": (with_text(lambda text: f"{text[:-40]} {text[-40:]}"), UNREADABLE),
    "chunk out of range": (with_text(lambda text: text.replace("#", "#" + "9" * 17)), UNREADABLE),
    "query after the digits": (with_text(lambda text: text + "?lang=es"), UNREADABLE),
    "whole-number coding": (
        lambda algorithm: f"{ISSUER}/v#{int.from_bytes(good(algorithm), 'big')}",
        UNREADABLE,
    ),
    "hexadecimal": (lambda algorithm: good(algorithm).hex().upper(), UNREADABLE),
    "Base45 without zlib": (lambda algorithm: encode_base45(good(algorithm)), UNREADABLE),
    "Base45 with a prefix": (
        lambda algorithm: "HC1:" + encode_base45(zlib.compress(good(algorithm))),
        UNREADABLE,
    ),
    "zlib with more after it": (
        lambda algorithm: encode_base45(zlib.compress(good(algorithm)) + b"+"),
        UNREADABLE,
    ),
    "zlib that inflates to 3 MB": (
        lambda algorithm: encode_base45(zlib.compress(good(algorithm) + bytes(3_000_000))),
        UNREADABLE,
    ),
    "raw deflate": (
        lambda algorithm: encode_base45(zlib.compress(good(algorithm), wbits=-15)),
        UNREADABLE,
    ),
}

ENVELOPES: dict[str, tuple[Make, ResultWord]] = {
    "no tag": (with_bytes(lambda cose: cose[1:]), UNREADABLE),
    "tag 17, a MAC": (with_bytes(lambda cose: b"\xd1" + cose[1:]), UNREADABLE),
    "tag 61 around": (with_bytes(lambda cose: b"\xd8\x3d" + cose), UNREADABLE),
    "tag 18 twice": (with_bytes(lambda cose: b"\xd2" + cose), UNREADABLE),
    "tag 18 in two bytes": (with_bytes(lambda cose: b"\xd8\x12" + cose[1:]), UNREADABLE),
    "trailing byte": (with_bytes(lambda cose: cose + b"\0"), UNREADABLE),
    "two of them": (with_bytes(lambda cose: cose * 2), UNREADABLE),
    "array of three": (with_bytes(lambda cose: b"\xd2\x83" + cose[2:-66]), UNREADABLE),
    "array of five": (with_bytes(lambda cose: b"\xd2\x85" + cose[2:] + b"\0"), UNREADABLE),
    "map in place of the array": (with_bytes(lambda cose: b"\xd2\xa2" + cose[2:]), UNREADABLE),
    "indefinite array": (with_bytes(lambda cose: b"\xd2\x9f" + cose[2:] + b"\xff"), UNREADABLE),
    "array length not shortest": (
        with_bytes(lambda cose: b"\xd2\x98\x04" + cose[2:]),
        UNREADABLE,
    ),
    "unprotected header not empty": (
        with_parts(lambda p, c, s: b"\xd2\x84" + p + encode({4: b"kid!"}) + c + encode(s)),
        UNREADABLE,
    ),
    "unprotected header an array": (
        with_parts(lambda p, c, s: b"\xd2\x84" + p + b"\x80" + c + encode(s)),
        UNREADABLE,
    ),
    "unprotected header not shortest": (
        with_parts(lambda p, c, s: b"\xd2\x84" + p + b"\xb8\x00" + c + encode(s)),
        UNREADABLE,
    ),
    "payload detached": (
        with_parts(lambda p, _, s: b"\xd2\x84" + p + b"\xa0\xf6" + encode(s)),
        UNREADABLE,
    ),
    "payload as a map": (
        with_parts(lambda p, _, s: b"\xd2\x84" + p + b"\xa0" + good_payload() + encode(s)),
        UNREADABLE,
    ),
    "payload as text": (
        with_parts(lambda p, _, s: b"\xd2\x84" + p + b"\xa0" + encode("claims") + encode(s)),
        UNREADABLE,
    ),
    "payload length not shortest": (
        with_parts(
            lambda p, _, s: (
                b"\xd2\x84" + p + b"\xa0\x5a\0\0\0" + encode(good_payload())[1:] + encode(s)
            )
        ),
        UNREADABLE,
    ),
    "payload in chunks": (
        with_parts(lambda p, c, s: b"\xd2\x84" + p + b"\xa0\x5f" + c + b"\xff" + encode(s)),
        UNREADABLE,
    ),
    "header as a map": (
        with_parts(
            lambda _, c, s: b"\xd2\x84" + encode({1: -7, 4: b"kid!"}) + b"\xa0" + c + encode(s)
        ),
        UNREADABLE,
    ),
    "signature of 63 bytes": (
        with_parts(lambda p, c, s: b"\xd2\x84" + p + b"\xa0" + c + encode(s[:63])),
        UNREADABLE,
    ),
    "signature of 65 bytes": (
        with_parts(lambda p, c, s: b"\xd2\x84" + p + b"\xa0" + c + encode(s + b"\0")),
        UNREADABLE,
    ),
    "no signature": (
        with_parts(lambda p, c, _: b"\xd2\x84" + p + b"\xa0" + c + encode(b"")),
        UNREADABLE,
    ),
    "signature as text": (
        with_parts(lambda p, c, _: b"\xd2\x84" + p + b"\xa0" + c + encode("s" * 64)),
        UNREADABLE,
    ),
    "header empty": (with_header(lambda _: b""), UNREADABLE),
    "header an empty map": (with_header(lambda _: b"\xa0"), UNREADABLE),
    "no algorithm": (with_header(lambda alg: encode({4: KEYS[alg].kid})), UNREADABLE),
    "no key id": (with_header(lambda alg: encode({1: int(alg)})), UNREADABLE),
    "critical header": (
        with_header(lambda alg: encode({1: int(alg), 2: [99], 4: KEYS[alg].kid})),
        UNREADABLE,
    ),
    "content type": (
        with_header(lambda alg: encode({1: int(alg), 3: 61, 4: KEYS[alg].kid})),
        UNREADABLE,
    ),
    "certificate chain": (
        with_header(lambda alg: encode({1: int(alg), 4: KEYS[alg].kid, 33: b"x5chain"})),
        UNREADABLE,
    ),
    "algorithm as text": (
        with_header(lambda alg: encode({1: "ES256", 4: KEYS[alg].kid})),
        UNREADABLE,
    ),
    "key id as text": (with_header(lambda alg: encode({1: int(alg), 4: "kid!"})), UNREADABLE),
    "header keys in falling order": (
        with_header(lambda alg: b"\xa2\x04" + encode(KEYS[alg].kid) + b"\x01" + encode(int(alg))),
        UNREADABLE,
    ),
    "algorithm twice": (
        with_header(lambda alg: b"\xa3\x01\x26\x01\x26\x04" + encode(KEYS[alg].kid)),
        UNREADABLE,
    ),
    "algorithm not shortest": (
        with_header(
            lambda alg: b"\xa2\x01\x38" + bytes((-1 - alg,)) + b"\x04" + encode(KEYS[alg].kid)
        ),
        UNREADABLE,
    ),
    "trailing byte in the header": (with_header(lambda alg: header(alg) + b"\0"), UNREADABLE),
    "algorithm as a boolean": (
        with_header(lambda alg: b"\xa2\x01\xf5\x04" + encode(KEYS[alg].kid)),
        UNREADABLE,
    ),
}

KEYS_AND_SIGNATURES: dict[str, tuple[Make, ResultWord]] = {
    "unknown key": (
        with_header(lambda alg: protected_header(alg, key_id=b"none")),
        UNKNOWN_KEY,
    ),
    "unknown key and algorithm": (with_header(lambda _: encode({1: -37, 4: b"none"})), UNKNOWN_KEY),
    "empty key id": (with_header(lambda alg: protected_header(alg, key_id=b"")), UNKNOWN_KEY),
    "key id cut": (
        with_header(lambda alg: protected_header(alg, key_id=KEYS[alg].kid[:3])),
        UNKNOWN_KEY,
    ),
    "key id and more": (
        with_header(lambda alg: protected_header(alg, key_id=KEYS[alg].kid + b"\0")),
        UNKNOWN_KEY,
    ),
    "the other algorithm": (with_header(_swapped_algorithm), NOT_AUTHENTIC),
    "algorithm none": (with_header(lambda alg: encode({1: 0, 4: KEYS[alg].kid})), NOT_AUTHENTIC),
    "HMAC with the public key": (
        with_header(lambda alg: encode({1: 5, 4: KEYS[alg].kid})),
        NOT_AUTHENTIC,
    ),
    "ES384": (with_header(lambda alg: encode({1: -35, 4: KEYS[alg].kid})), NOT_AUTHENTIC),
    "huge algorithm": (
        with_header(lambda alg: encode({1: -(1 << 64), 4: KEYS[alg].kid})),
        NOT_AUTHENTIC,
    ),
    "signed by another key": (
        lambda algorithm: printed(
            sealed(good_payload(), algorithm, private_key=OTHER_PRIVATE_KEYS[algorithm])
        ),
        NOT_AUTHENTIC,
    ),
    "signature of another card": (
        lambda algorithm: printed(
            close_envelope(
                header(algorithm),
                payload=good_payload(),
                signature=sealed(good_payload(name="Another Name"), algorithm)[-64:],
            )
        ),
        NOT_AUTHENTIC,
    ),
    "signature over the payload alone": (
        lambda algorithm: printed(
            close_envelope(
                header(algorithm),
                payload=good_payload(),
                signature=raw_signature(PRIVATE_KEYS[algorithm], good_payload()),
            )
        ),
        NOT_AUTHENTIC,
    ),
    "higher twin of the signature": (with_bytes(_higher_twin), NOT_AUTHENTIC),
    "signature of zeros": (with_bytes(lambda cose: cose[:-64] + bytes(64)), NOT_AUTHENTIC),
    "halves of the signature exchanged": (
        with_bytes(lambda cose: cose[:-64] + cose[-32:] + cose[-64:-32]),
        NOT_AUTHENTIC,
    ),
}

PAYLOADS: dict[str, tuple[Make, ResultWord]] = {
    "payload empty": (with_payload(b""), NOT_AUTHENTIC),
    "payload not CBOR": (with_payload(b"\xff\xff"), NOT_AUTHENTIC),
    "payload an array": (with_payload(encode([1, 2])), NOT_AUTHENTIC),
    "payload nests a thousand deep": (with_payload(b"\x81" * 1000), NOT_AUTHENTIC),
    "payload of a thousand items": (with_payload(head(4, 1000) + bytes(1000)), NOT_AUTHENTIC),
    "payload claims 2^64 items": (with_payload(b"\xbb" + b"\xff" * 8), NOT_AUTHENTIC),
    "payload with a trailing byte": (with_payload(good_payload() + b"\0"), NOT_AUTHENTIC),
    "payload under tag 61": (with_payload(b"\xd8\x3d" + good_payload()), NOT_AUTHENTIC),
    "claim twice": (
        with_payload(b"\xa7" + good_payload()[1:] + encode(169) + b"\xa0"),
        NOT_AUTHENTIC,
    ),
    "expiry as a float": (
        with_payload(
            good_payload().replace(
                b"\x04" + encode(EXPIRES), b"\x04\xfb" + bytes.fromhex("41dd18e7d0000000")
            )
        ),
        NOT_AUTHENTIC,
    ),
    "expiry is not a number": (
        with_payload(good_payload().replace(b"\x04" + encode(EXPIRES), b"\x04\xf9\x7e\x00")),
        NOT_AUTHENTIC,
    ),
    "expiry in eight bytes": (
        with_payload(
            good_payload().replace(
                b"\x04" + encode(EXPIRES), b"\x04\x1b\0\0\0\0" + encode(EXPIRES)[1:]
            )
        ),
        NOT_AUTHENTIC,
    ),
    "ends after its key": (
        with_payload(payload_map({4: KEYS[Algorithm.ES256].verify_until + 1})),
        NOT_AUTHENTIC,
    ),
    "identity as bytes, as an old example has it": (
        with_payload(payload_map({169: encode({1: "7K3M-9QXT-2BK", 4: "Ana"})})),
        NOT_AUTHENTIC,
    ),
    "issued tomorrow": (
        with_payload(payload_map({6: NOW + 86_400})),
        ResultWord.NOT_YET_VALID,
    ),
    "not before tomorrow": (
        with_payload(payload_map({5: NOW + 86_400})),
        ResultWord.NOT_YET_VALID,
    ),
    "expired yesterday": (with_payload(payload_map({4: NOW - 86_400})), ResultWord.EXPIRED),
    "expired before it was issued": (
        with_payload(payload_map({4: ISSUED - 1})),
        ResultWord.EXPIRED,
    ),
    "expired in 1970": (with_payload(payload_map({4: 0})), ResultWord.EXPIRED),
}

CORPUS = TEXTS | ENVELOPES | KEYS_AND_SIGNATURES | PAYLOADS


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.name)
@pytest.mark.parametrize("name", CORPUS)
def test_gives_the_word(name: str, algorithm: Algorithm) -> None:
    make, word = CORPUS[name]
    verdict = check(make(algorithm))
    assert verdict.word is word
    assert verdict.claims is None


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.name)
@pytest.mark.parametrize(("changes", "without"), BAD_CLAIMS)
def test_bad_claims_are_not_authentic_though_signed(
    changes: dict[int | str, object], without: tuple[int, ...], algorithm: Algorithm
) -> None:
    text = printed(sealed(payload_map(changes, without=without), algorithm))
    assert check(text).word is ResultWord.NOT_AUTHENTIC


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.name)
def test_the_corpus_starts_from_a_good_credential(algorithm: Algorithm) -> None:
    for text in (printed(good(algorithm)), printed(sealed(payload_map({}), algorithm))):
        assert check(text).word is ResultWord.VALID
    assert check(encode_digits(good(algorithm))).word is ResultWord.VALID
    assert check(encode_base45(zlib.compress(good(algorithm)))).word is ResultWord.VALID
