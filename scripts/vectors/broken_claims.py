"""Step 5: payloads that our key signed and that say something a card may not say."""

from collections.abc import Iterator

from app.core.credential import Algorithm, ResultWord
from app.core.credential.cbor import CborValue, encode
from scripts.vectors.case import Case
from scripts.vectors.material import (
    EXPIRES,
    FACE,
    INDEX,
    ISSUED,
    ISSUER,
    LIST,
    VERIFY_UNTIL,
    payload,
    payload_with,
    printed,
    sealed,
)

NUMBER, NAME = "7K3M-9QXT-2BK", "Ana Lucía Ferreira"
URI = f"{ISSUER}/s/{LIST}"


def cases() -> Iterator[Case]:
    """Yield them, alternately under either algorithm."""
    for at, (name, content) in enumerate((encodings() | claims() | entries()).items()):
        algorithm = tuple(Algorithm)[at % 2]
        text = printed(sealed(content, algorithm))
        yield Case(f"{name}, {algorithm.name}", text, ResultWord.NOT_AUTHENTIC)


def encodings() -> dict[str, bytes]:
    """Return payloads that are not deterministic CBOR."""
    good = payload()
    issued = encode({6: ISSUED})[1:]
    deep: CborValue = 1
    for _ in range(7):
        deep = [deep]
    return {
        "cbor: cut short": good[:-1],
        "cbor: something after": good + b"\x00",
        "cbor: map without a length": b"\xbf" + good[1:] + b"\xff",
        "cbor: map length written long": b"\xb8\x06" + good[1:],
        "cbor: a claim written long": good.replace(b"\x06\x1a", b"\x06\x1b\0\0\0\0", 1),
        "cbor: keys out of order": b"\xa6" + good[-25:-20] + good[1:-25] + good[-20:],
        "cbor: a key twice": b"\xa7\x01" + encode(ISSUER) + good[1:],
        "cbor: a tag within": good.replace(b"\x06\x1a", b"\x06\xc1\x1a", 1),
        "cbor: a float": good.replace(issued, b"\x06\xfb\x41\xda\xbf\x43\xce\0\0\0"),
        "cbor: true as a value": good.replace(issued, b"\x06\xf5"),
        "cbor: a simple value": b"\xa1\x01\xe0",
        "cbor: text is not UTF-8": good.replace("í".encode(), b"\xc3\x28"),
        "cbor: text holds a surrogate": good.replace(b"Ana", b"\xed\xa0\x80"),
        "cbor: a key is a byte string": b"\xa1\x41\x01\x01",
        "cbor: a key is an array": b"\xa1\x80\x01",
        "cbor: too deep": encode({1: deep}),
        "cbor: too many items": encode({1: list(range(300))}),
        "cbor: an array of 2 to the 32": b"\x9b\0\0\0\1\0\0\0\0",
        "cbor: reserved length": b"\x1c",
        "cbor: a break alone": b"\xff",
        "cbor: an integer": encode(7),
        "cbor: an array of claims": encode([ISSUER, EXPIRES]),
        "cbor: payload in a byte string": encode(good),
        "cbor: an empty map": b"\xa0",
    }  # fmt: skip


def claims() -> dict[str, bytes]:
    """Return payloads with a claim missing, extra or of another type."""
    missing = {
        f"claims: no {name}": payload_with({}, without=(label,))
        for name, label in {
            "issuer": 1, "end": 4, "issued at": 6, "cti": 7, "identity": 169, "status": 65535,
        }.items()
    }  # fmt: skip
    changed: dict[str, dict[int | str, object]] = {
        "claims: an audience": {3: "everybody"},
        "claims: a subject": {2: "somebody"},
        "claims: a claim with a text key": {"note": "hello"},
        "claims: a private claim": {-70002: 1},
        "claims: another issuer": {1: "https://id.elsewhere.example"},
        "claims: issuer with a slash": {1: f"{ISSUER}/"},
        "claims: issuer is bytes": {1: ISSUER.encode()},
        "claims: end is text": {4: "2031-11-24"},
        "claims: end is negative": {4: -1},
        "claims: end is 2 to the 33": {4: 1 << 33},
        "claims: end is 2 to the 64 less one": {4: (1 << 64) - 1},
        "claims: end after the key's": {4: VERIFY_UNTIL + 1},
        "claims: issued at is bytes": {6: b"\x01"},
        "claims: issued at is negative": {6: -ISSUED},
        "claims: not before repeats issued at": {5: ISSUED},
        "claims: not before is text": {5: "soon"},
        "claims: not before is 2 to the 33": {5: 1 << 33},
        "claims: cti of 15 bytes": {7: bytes(15)},
        "claims: cti of 17 bytes": {7: bytes(17)},
        "claims: cti is text": {7: "0123456789abcdef"},
        "claims: no-end is 0": {-70001: 0},
        "claims: no-end is 2": {-70001: 2},
        "claims: no-end is text": {-70001: "1"},
        "claims: no-end is an array": {-70001: [1]},
    }
    return missing | {name: payload_with(change) for name, change in changed.items()}


def entries() -> dict[str, bytes]:
    """Return payloads whose identity or status entry is not as it must be."""
    faces: dict[str, object] = {
        "none": [],
        "two": [{0: FACE, 1: 0, 2: 4}, {0: FACE, 1: 0, 2: 4}],
        "bytes alone": FACE,
        "not in an array": {0: FACE, 1: 0, 2: 4},
        "bytes in an array": [FACE],
        "text": [{0: FACE.hex(), 1: 0, 2: 4}],
        "no data": [{1: 0, 2: 4}],
        "no format": [{0: FACE, 2: 4}],
        "another format": [{0: FACE, 1: 1, 2: 4}],
        "said to be a JPEG": [{0: FACE, 1: 0, 2: 0}],
        "something beside": [{0: FACE, 1: 0, 2: 4, 3: "x"}],
        "a JPEG": [{0: b"\xff\xd8\xff\xe0" + bytes(40), 1: 0, 2: 4}],
        "a sound file": [{0: b"RIFF" + bytes(4) + b"WAVE" + bytes(40), 1: 0, 2: 4}],
        "too short": [{0: FACE[:15], 1: 0, 2: 4}],
        "of 701 bytes": [{0: FACE + bytes(701 - len(FACE)), 1: 0, 2: 4}],
    }
    identities: dict[str, object] = {
        "identity: empty": {},
        "identity: text": NUMBER,
        "identity: in a byte string": encode({1: NUMBER, 4: NAME}),
        "identity: no number": {4: NAME},
        "identity: a birth date": {1: NUMBER, 4: NAME, 8: "19870301"},
        "identity: number is an integer": {1: 7, 4: NAME},
        "identity: number without hyphens": {1: NUMBER.replace("-", ""), 4: NAME},
        "identity: number in small letters": {1: NUMBER.lower(), 4: NAME},
        "identity: number with the letter I": {1: "IK3M-9QXT-2BK", 4: NAME},
        "identity: number with the letter U": {1: "UK3M-9QXT-2BK", 4: NAME},
        "identity: number with a line end": {1: f"{NUMBER}\n", 4: NAME},
        "identity: number with an Arabic digit": {1: "\u0667K3M-9QXT-2BK", 4: NAME},
        "identity: name is empty": {1: NUMBER, 4: ""},
        "identity: name is bytes": {1: NUMBER, 4: NAME.encode()},
        "identity: name of 241 bytes": {1: NUMBER, 4: "é" * 120 + "e"},
        "identity: keys are text": {"1": NUMBER, "4": NAME},
        "face: without a name": {1: NUMBER, 62: [{0: FACE, 1: 0, 2: 4}]},
        **{f"face: {flaw}": {1: NUMBER, 4: NAME, 62: face} for flaw, face in faces.items()},
    }
    statuses: dict[str, object] = {
        "status: empty": {},
        "status: private short form": [LIST, INDEX],
        "status: another kind of list": {"identifier_list": {"id": b"\x01", "uri": URI}},
        "status: two kinds": {"status_list": {"idx": 1, "uri": URI}, "identifier_list": {}},
        "status: entry is an array": {"status_list": [INDEX, URI]},
        "status: no index": {"status_list": {"uri": URI}},
        "status: no address": {"status_list": {"idx": INDEX}},
        "status: something beside": {"status_list": {"idx": INDEX, "uri": URI, "a": 1}},
        "status: index is text": {"status_list": {"idx": str(INDEX), "uri": URI}},
        "status: index is negative": {"status_list": {"idx": -1, "uri": URI}},
        "status: index outside its list": {"status_list": {"idx": 131_072, "uri": URI}},
        "status: address is bytes": {"status_list": {"idx": INDEX, "uri": URI.encode()}},
        "status: another issuer's list": {"status_list": {"idx": 1, "uri": f"https://x.example/s/{LIST}"}},
        "status: address of another path": {"status_list": {"idx": 1, "uri": f"{ISSUER}/t/{LIST}"}},
        "status: list with a leading zero": {"status_list": {"idx": 1, "uri": f"{ISSUER}/s/03"}},
        "status: list of ten digits": {"status_list": {"idx": 1, "uri": f"{ISSUER}/s/1000000000"}},
        "status: list is not a number": {"status_list": {"idx": 1, "uri": f"{ISSUER}/s/3?x"}},
        "status: list with a line end": {"status_list": {"idx": 1, "uri": f"{URI}\n"}},
        "status: list in Arabic digits": {"status_list": {"idx": 1, "uri": f"{ISSUER}/s/\u0663"}},
        "status: list without a number": {"status_list": {"idx": 1, "uri": f"{ISSUER}/s/"}},
    }  # fmt: skip
    return {name: payload_with({169: value}) for name, value in identities.items()} | {
        name: payload_with({65535: value}) for name, value in statuses.items()
    }
