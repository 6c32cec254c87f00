"""Texts, key sets and lists that are nearly right: the text, the bytes or the claims are changed.

Half of them are signed again after the change by keys that the verifiers trust, so that every step
behind the signature is reached too. Everything follows from one seed.
"""

import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final

from app.core.credential import Algorithm
from app.core.credential.base45 import encode_base45
from app.core.credential.cbor import decode
from app.core.credential.digits import encode_digits
from app.core.credential.labels import TYPE_KEY_SET, TYPE_STATUS_LIST
from app.core.credential.status_list import StatusList
from scripts.vectors.known import CARD, STATUS, list_claims, published, seal, set_claims
from scripts.vectors.material import (
    CARD_KEYS,
    EXPIRES,
    ISSUED,
    ISSUER,
    ROOT,
    STATUS_KEYS,
    VERIFY_UNTIL,
    header,
    payload,
    printed,
    sealed,
)

LABELS: Final = (
    *(0, 1, 2, 3, 4, 5, 6, 7, 16, 169, 65533, 65534, 65535),
    *(-1, -2, -3, -70001, -70002, -70010, -70011, -70012, -70015, -70016, -70017),
    *("status_list", "idx", "uri", "lst", "bits", "aggregation_uri"),
)
NUMBERS: Final = (
    0, 1, 2, 3, 23, 24, 255, 256, 65535, 65536, 131_071, 131_072, ISSUED, EXPIRES, VERIFY_UNTIL,
    (1 << 32) - 1, 1 << 32, (1 << 33) - 1, 1 << 33, (1 << 53) - 1, 1 << 53, (1 << 53) + 1,
    (1 << 63), (1 << 64) - 1, -1, -24, -25, -256, -70001, -(1 << 64),
)  # fmt: skip
TEXTS: Final = (
    "",
    "a",
    "idx",
    ISSUER,
    f"{ISSUER}/s/3",
    f"{ISSUER}/s/0",
    f"{ISSUER}/s/03",
    "7K3M-9QXT-2BK",
    "7k3m-9qxt-2bk",
    "\u0667K3M-9QXT-2BK",
    "\ufeffAna",
    "Ana\0",
    "مريم",
    "\U0001f4b3",
    "é" * 120,
    "é" * 121,
)
SYMBOLS: Final = "0123456789ABCZ $%*+-./:azé\u0660\uff10\t\n\r\f\u00a0\U0001f4b3"
CHANGES: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"name": None},
    {"no_end": True},
    {"not_before": ISSUED + 60},
    {"status_index": 11},
    {"status_index": 12},
    {"status_index": 13},
    {"status_list": 0},
    {"expires_at": ISSUED + 200_000},
)
FIRST_LONG: Final = 24
LONG_FORMS: Final = {24: 1, 25: 2, 26: 4, 27: 8}
MOMENTS: Final = (
    ISSUED - 301,
    ISSUED - 300,
    ISSUED,
    ISSUED + 60,
    ISSUED + 100_000,
    EXPIRES - 1,
    EXPIRES,
    VERIFY_UNTIL,
)
PUBLISHED: Final = [published(key, CARD) for key in CARD_KEYS.values()] + [
    published(key, STATUS) for key in STATUS_KEYS.values()
]
STATUS_KEY: Final = STATUS_KEYS[Algorithm.ES256]
STATUSES: Final = StatusList.of({11: 1, 12: 2, 13: 3}, entries=131_072)

GOOD_CARDS: Final = [
    sealed(payload(**changes), algorithm) for algorithm in Algorithm for changes in CHANGES
]
"""The only bytes that may ever be valid without having been signed by a fuzzer."""


class Mutator:
    """Makes one text after the other."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - chooses changes, makes no secrets

    def often(self, share: float) -> bool:
        """Say yes in this share of cases."""
        return self.random.random() < share

    def moment(self) -> int:
        """Return a moment, most of them in the middle of a card's life."""
        if self.often(0.6):
            return ISSUED + 100_000
        return self.random.choice(MOMENTS) + self.random.choice((-1, 0, 1))

    def text(self) -> tuple[str, bool]:
        """Return a text, and whether a trusted key has signed what is in it."""
        makers: Sequence[Callable[[], tuple[str, bool]]] = (
            self._changed_text,
            self._changed_bytes,
            self._changed_stream,
            self._signed_claims,
            self._signed_claims,
            self._signed_header,
        )
        return self.random.choice(makers)()

    def known(self) -> tuple[bytes, bytes]:
        """Return a key set and a status list, one of them with a change."""
        keys: Any = set_claims(PUBLISHED)
        entries: Any = list_claims(STATUSES)
        is_key_set = self.often(0.5)
        if self.often(0.7):
            if is_key_set:
                keys = self._edit_value(keys)
            else:
                entries = self._edit_value(entries)
        key_set = seal(self._encode(keys), ROOT, TYPE_KEY_SET)
        status_list = seal(self._encode(entries), STATUS_KEY, TYPE_STATUS_LIST)
        if self.often(0.3):
            return self._edit(key_set), status_list
        return key_set, self._edit(status_list) if self.often(0.2) else status_list

    def _changed_text(self) -> tuple[str, bool]:
        cose = self.random.choice(GOOD_CARDS)
        text = self._wire(cose)
        for _ in range(self.random.randint(1, 3)):
            text = self._edit_text(text)
        return text, False

    def _changed_bytes(self) -> tuple[str, bool]:
        return self._wire(self._edit(self.random.choice(GOOD_CARDS))), False

    def _changed_stream(self) -> tuple[str, bool]:
        stream = zlib.compress(self.random.choice(GOOD_CARDS), self.random.choice((0, 1, 6, 9)))
        return encode_base45(self._edit(stream)), False

    def _signed_claims(self) -> tuple[str, bool]:
        algorithm = self.random.choice(tuple(CARD_KEYS))
        content: bytes = payload(**self.random.choice(CHANGES))
        if self.often(0.3):
            content = self._edit(content)
        else:
            claims: Any = decode(content)
            for _ in range(self.random.randint(1, 2)):
                claims = self._edit_value(claims)
            content = self._encode(claims)
        return self._wire(sealed(content, algorithm)), True

    def _signed_header(self) -> tuple[str, bool]:
        algorithm = self.random.choice(tuple(CARD_KEYS))
        good = header(algorithm)
        if self.often(0.5):
            protected = self._edit(good)
        else:
            protected = self._encode(self._edit_value(decode(good)))
        return self._wire(sealed(payload(), algorithm, protected=protected)), True

    def _wire(self, cose: bytes) -> str:
        if self.often(0.5):
            return printed(cose)
        if self.often(0.5):
            return encode_digits(cose)
        return encode_base45(zlib.compress(cose, self.random.choice((0, 1, 6, 9))))

    def _edit_text(self, text: str) -> str:
        at = self.random.randrange(len(text) + 1)
        piece = self.random.choice(SYMBOLS) * self.random.choice((1, 1, 1, 2, 17))
        match self.random.randrange(5):
            case 0:
                return text[:at] + piece + text[at:]
            case 1:
                return text[:at] + text[at + len(piece) :]
            case 2:
                return text[:at] + piece + text[at + len(piece) :]
            case 3:
                return text[at:] + text[:at]
            case _:
                return text + self.random.choice(("\n", "\r\n", "\t", " ", text[-17:], "0", piece))

    def _edit(self, data: bytes) -> bytes:
        """Change one to three places of some bytes."""
        changed = bytearray(data)
        for _ in range(self.random.randint(1, 3)):
            at = self.random.randrange(len(changed) + 1)
            size = self.random.choice((1, 1, 1, 2, 4, 8, 32))
            match self.random.randrange(6):
                case 0 if at < len(changed):
                    changed[at] ^= 1 << self.random.randrange(8)
                case 1 if at < len(changed):
                    changed[at] = self.random.randrange(256)
                case 2:
                    changed[at:at] = self.random.randbytes(size)
                case 3:
                    del changed[at : at + size]
                case 4:
                    changed[at:at] = changed[at : at + size]
                case _:
                    del changed[at:]
        return bytes(changed)

    def _edit_value(self, value: Any) -> Any:  # noqa: ANN401 - any CBOR
        """Change one place somewhere in a value."""
        if isinstance(value, dict) and value and self.often(0.8):
            return self._edit_map(value)
        if isinstance(value, list) and value and self.often(0.8):
            at = self.random.randrange(len(value))
            return [*value[:at], self._edit_value(value[at]), *value[at + 1 :]]
        return self._any_value()

    def _edit_map(self, value: dict[Any, Any]) -> dict[Any, Any]:
        key = self.random.choice(list(value))
        match self.random.randrange(5):
            case 0:
                return {other: item for other, item in value.items() if other != key}
            case 1:
                return value | {self.random.choice(LABELS): self._any_value()}
            case 2:
                renamed = self.random.choice(LABELS)
                return {renamed if other == key else other: item for other, item in value.items()}
            case _:
                return value | {key: self._edit_value(value[key])}

    def _any_value(self, depth: int = 3) -> Any:  # noqa: ANN401 - any CBOR
        match self.random.randrange(7 if depth else 4):
            case 0 | 1:
                return self.random.choice(NUMBERS)
            case 2:
                return self.random.choice(TEXTS)
            case 3:
                return self.random.randbytes(self.random.choice((0, 1, 4, 15, 16, 17, 64)))
            case 4:
                return [self._any_value(depth - 1) for _ in range(self.random.randrange(4))]
            case 5:
                count = self.random.randrange(4)
                return {
                    self.random.choice(LABELS): self._any_value(depth - 1) for _ in range(count)
                }
            case _:
                return {
                    "status_list": {
                        "idx": self.random.choice(NUMBERS),
                        "uri": self.random.choice(TEXTS),
                    }
                }

    def _encode(self, value: Any) -> bytes:  # noqa: ANN401 - any CBOR
        """Encode, now and then not in the one deterministic way."""
        if isinstance(value, int):
            return self._head(0, value) if value >= 0 else self._head(1, -1 - value)
        if isinstance(value, bytes):
            return self._head(2, len(value)) + value
        if isinstance(value, str):
            utf8 = value.encode()
            return self._head(3, len(utf8)) + utf8
        if isinstance(value, list):
            return self._head(4, len(value)) + b"".join(map(self._encode, value))
        pairs = [(self._encode(key), self._encode(item)) for key, item in value.items()]
        if self.often(0.9):
            pairs.sort()
        if self.often(0.01):
            pairs += pairs[:1]
        return self._head(5, len(pairs)) + b"".join(key + item for key, item in pairs)

    def _head(self, major: int, argument: int) -> bytes:
        forms = [bytes((argument,))] if argument < FIRST_LONG else []
        forms += [
            bytes((code,)) + argument.to_bytes(size, "big")
            for code, size in LONG_FORMS.items()
            if argument < 1 << 8 * size
        ]
        form = self.random.choice(forms) if self.often(0.01) else forms[0]
        return bytes((major << 5 | form[0],)) + form[1:]
