"""Steps 2 to 4: envelopes of another shape, keys that nobody knows, signatures that do not hold."""

from collections.abc import Iterator

from app.core.credential import Algorithm, ResultWord
from app.core.credential.cbor import encode, head
from app.core.credential.cose import close_envelope, to_be_signed
from app.core.credential.keys import key_id
from app.core.credential.signature import P256_ORDER
from scripts.vectors.case import Case
from scripts.vectors.material import (
    CARD_KEYS,
    header,
    payload,
    printed,
    private_key,
    raw_signature,
    sealed,
)

ES256, EDDSA = Algorithm.ES256, Algorithm.EDDSA
GOOD = sealed(payload())
HEADER = header(ES256)
SIGNATURE = GOOD[-64:]
KID = key_id(CARD_KEYS[ES256].public_key())


def cases() -> Iterator[Case]:
    """Yield them."""
    for name, cose in (shapes() | headers()).items():
        yield Case(name, printed(cose))
    for algorithm in Algorithm:
        yield from unknown(algorithm)
        for name, cose in signatures(algorithm).items():
            yield Case(f"{name}, {algorithm.name}", printed(cose), ResultWord.NOT_AUTHENTIC)
    for name, cose in twins().items():
        yield Case(name, printed(cose), ResultWord.NOT_AUTHENTIC)


def envelope(**parts: bytes) -> bytes:
    """Return an envelope with any part replaced by other bytes."""
    whole = {
        "front": b"\xd2\x84",
        "protected": encode(HEADER),
        "unprotected": b"\xa0",
        "payload": encode(payload()),
        "signature": encode(SIGNATURE),
        "after": b"",
    }
    return b"".join((whole | parts).values())


def shapes() -> dict[str, bytes]:
    """Return bytes that are not our COSE_Sign1."""
    long = head(2, 300)
    return {
        "cose: no tag": envelope(front=b"\x84"),
        "cose: tag 17": envelope(front=b"\xd1\x84"),
        "cose: tag 98": envelope(front=b"\xd8\x62\x84"),
        "cose: tag 18 written long": envelope(front=b"\xd8\x12\x84"),
        "cose: tag 61 before tag 18": envelope(front=b"\xd8\x3d\xd2\x84"),
        "cose: tag 18 twice": envelope(front=b"\xd2\xd2\x84"),
        "cose: array of three": envelope(front=b"\xd2\x83", signature=b""),
        "cose: array of five": envelope(front=b"\xd2\x85", after=b"\x00"),
        "cose: array without a length": envelope(front=b"\xd2\x9f", after=b"\xff"),
        "cose: array length written long": envelope(front=b"\xd2\x98\x04"),
        "cose: a map": envelope(front=b"\xd2\xa2"),
        "cose: something after": envelope(after=b"\x00"),
        "cose: cut in the signature": GOOD[:-1],
        "cose: cut after the payload": GOOD[:-66],
        "cose: protected header is text": envelope(protected=b"\x63abc"),
        "cose: protected header is a map": envelope(protected=HEADER),
        "cose: unprotected header holds a kid": envelope(unprotected=encode({4: KID})),
        "cose: unprotected header is null": envelope(unprotected=b"\xf6"),
        "cose: unprotected header without a length": envelope(unprotected=b"\xbf\xff"),
        "cose: payload is null": envelope(payload=b"\xf6"),
        "cose: payload is text": envelope(payload=encode("payload")),
        "cose: payload in two pieces": envelope(
            payload=b"\x5f" + encode(payload()[:50]) + encode(payload()[50:]) + b"\xff"
        ),
        "cose: payload length written long": envelope(payload=b"\x59\x00\xb4" + bytes(180)),
        "cose: payload longer than the bytes": envelope(payload=long + b"abc"),
        "cose: payload of 2 to the 64": envelope(payload=b"\x5b" + b"\xff" * 8),
        "cose: signature of 63 bytes": envelope(signature=encode(SIGNATURE[1:])),
        "cose: signature of 65 bytes": envelope(signature=encode(SIGNATURE + b"\0")),
        "cose: signature of nothing": envelope(signature=b"\x40", after=b""),
        "cose: signature is text": envelope(signature=b"\x78\x40" + b"a" * 64),
        "cose: signature in DER": envelope(signature=encode(b"\x30\x44\x02\x20" + bytes(66))),
    }


def headers() -> dict[str, bytes]:
    """Return envelopes with another protected header, signed over it."""
    entries = {
        "header: empty": b"",
        "header: an empty map": b"\xa0",
        "header: no kid": encode({1: -7}),
        "header: no alg": encode({4: KID}),
        "header: a content type too many": encode({1: -7, 3: 60, 4: KID}),
        "header: a type of a list": encode({1: -7, 4: KID, 16: "application/statuslist+cwt"}),
        "header: critical entries": encode({1: -7, 2: [4], 4: KID}),
        "header: alg is text": encode({1: "ES256", 4: KID}),
        "header: alg written long": b"\xa2\x01\x38\x06\x04" + encode(KID),
        "header: kid is text": encode({1: -7, 4: "abcd"}),
        "header: kid is a number": encode({1: -7, 4: 7}),
        "header: kid first": b"\xa2\x04" + encode(KID) + b"\x01\x26",
        "header: alg twice": b"\xa2\x01\x26\x01\x26",
        "header: alg twice beside the kid": b"\xa3\x01\x26\x01\x26\x04" + encode(KID),
        "header: something after the map": HEADER + b"\x00",
        "header: an array": encode([1, -7, 4, KID]),
        "header: map without a length": b"\xbf\x01\x26\x04" + encode(KID) + b"\xff",
    }
    return {name: sealed(payload(), protected=content) for name, content in entries.items()}


def unknown(algorithm: Algorithm) -> Iterator[Case]:
    """Yield cards of keys that nobody here knows."""
    stranger = private_key("a stranger", algorithm)
    own = header(algorithm, kid=key_id(stranger.public_key()))
    kid = key_id(CARD_KEYS[algorithm].public_key())
    for name, content in {
        "keys: a stranger's": own,
        "keys: kid of no bytes": header(algorithm, kid=b""),
        "keys: kid one byte short": header(algorithm, kid=kid[:3]),
        "keys: kid one byte long": header(algorithm, kid=kid + b"\0"),
    }.items():  # fmt: skip
        cose = sealed(payload(), algorithm, protected=content, key=stranger)
        yield Case(f"{name}, {algorithm.name}", printed(cose), ResultWord.UNKNOWN_KEY)


def signatures(algorithm: Algorithm) -> dict[str, bytes]:
    """Return envelopes of good shape whose signature does not hold for the key it names."""
    good = sealed(payload(), algorithm)
    signature = good[-64:]
    other = Algorithm.EDDSA if algorithm is Algorithm.ES256 else Algorithm.ES256
    crossed = header(algorithm, alg=int(other))
    return {
        "signature: by a stranger under our kid": sealed(
            payload(), algorithm, key=private_key("a stranger", algorithm)
        ),
        "signature: first bit changed": flipped(good, -64, 0x80),
        "signature: last bit changed": flipped(good, -1, 0x01),
        "signature: halves exchanged": good[:-64] + signature[32:] + signature[:32],
        "signature: all zeros": good[:-64] + bytes(64),
        "signature: all ones": good[:-64] + b"\xff" * 64,
        "signature: over another payload": good[:-64]
        + sealed(payload(name="Eva"), algorithm)[-64:],
        "signature: payload changed after it": flipped(good, -70, 0x01),
        "signature: alg of the other kind in the header": sealed(
            payload(), algorithm, protected=crossed
        ),
        "signature: alg none": sealed(payload(), algorithm, protected=header(algorithm, alg=0)),
        "signature: alg ES384": sealed(payload(), algorithm, protected=header(algorithm, alg=-35)),
        "signature: alg of a MAC": sealed(payload(), algorithm, protected=header(algorithm, alg=5)),
        "signature: alg of 64 bits": sealed(
            payload(), algorithm, protected=header(algorithm, alg=(1 << 64) - 1)
        ),
        "signature: over the bare payload": close_envelope(
            header(algorithm),
            payload=payload(),
            signature=raw_signature(CARD_KEYS[algorithm], payload()),
        ),
        "signature: over another context": close_envelope(
            header(algorithm),
            payload=payload(),
            signature=raw_signature(
                CARD_KEYS[algorithm],
                to_be_signed(header(algorithm), payload=payload()).replace(
                    b"jSignature1", b"iSignature"
                ),
            ),
        ),
        "signature: payload is empty": sealed(b"", algorithm),
    }


def twins() -> dict[str, bytes]:
    """Return ECDSA signatures that mathematics accepts and the format does not."""
    r, s = SIGNATURE[:32], int.from_bytes(SIGNATURE[32:], "big")
    order = P256_ORDER.to_bytes(32, "big")
    front = GOOD[:-64]
    return {
        "signature: the twin with the larger s": front + r + (P256_ORDER - s).to_bytes(32, "big"),
        "signature: s is the order": front + r + order,
        "signature: r is the order": front + order + SIGNATURE[32:],
        "signature: s is zero": front + r + bytes(32),
        "signature: r is zero": front + bytes(32) + SIGNATURE[32:],
    }


def flipped(cose: bytes, at: int, bits: int) -> bytes:
    """Return the bytes with some bits of one byte changed."""
    changed = bytearray(cose)
    changed[at] ^= bits
    return bytes(changed)
