"""What somebody can try who has a database and everything beside it, but no keyring."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, product

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, MetaData, select

from app.core.sealing.envelope import KEY_BYTES, SealContext
from app.vault.models import SealedValue

STARTS = "ABCDEFGHIJ", "KLMNOPRSTV"
GIVEN_ENDS = ["bela", "dori", "fenna", "goran", "hamid", "ilka", "joris", "kamal", "lenka", "mira"]
FAMILY_ENDS = [
    "aldova",
    "benari",
    "cortes",
    "dimov",
    "eklund",
    "farsi",
    "grubisic",
    "horvat",
    "ivanov",
    "jansen",
]
GIVEN = tuple(map("".join, product(STARTS[0], GIVEN_ENDS)))
FAMILY = tuple(map("".join, product(STARTS[1], FAMILY_ENDS)))
NAMES = tuple(map(" ".join, product(GIVEN, FAMILY)))
"""Ten thousand invented names."""
DAYS = tuple(date(1930, 1, 1) + timedelta(days=day) for day in range(36_500))
DIGESTS = ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s")
BETWEEN = ("", " ", "|", "\0")
TELLING_BYTES = 8
"""So many bytes of a digest that agree are no accident."""


def values_of(engine: Engine) -> set[bytes]:
    """Return every value of a database as bytes; what reads as hexadecimal in both forms."""
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        values = {
            value if isinstance(value, bytes) else str(value).encode()
            for table in found.sorted_tables
            for row in connection.execute(select(table))
            for value in row
        }
    return values | set(_from_hex(values))


def _from_hex(values: Iterable[bytes]) -> Iterator[bytes]:
    for value in values:
        try:
            yield bytes.fromhex(value.decode("ascii").replace("-", ""))
        except ValueError:
            continue


def written_ways(name: str, day: date) -> Iterator[bytes]:
    """Yield how a name and a birth date could have been written before they were hashed."""
    for cased, between in product((name, name.lower(), name.upper()), BETWEEN):
        yield f"{cased}{between}{day.isoformat()}".encode()


def guesses(names: Iterable[str], days: Iterable[date], *, name: str, day: date) -> Iterator[bytes]:
    """Yield every name alone, each name with the right date, the right name with each date."""
    for guess in names:
        yield from (guess.encode(), guess.lower().encode(), guess.upper().encode())
        yield f"{guess}|{day.isoformat()}".encode()
        yield f"{guess.lower()}|{day.isoformat()}".encode()
    for other in days:
        yield other.isoformat().encode()
        yield f"{name}|{other.isoformat()}".encode()
    yield from written_ways(name, day)


def hashed(texts: Iterable[bytes]) -> set[bytes]:
    """Return the beginnings of all their digests."""
    return {
        hashlib.new(digest, text).digest()[:TELLING_BYTES] for text in texts for digest in DIGESTS
    }


def keyed(texts: Iterable[bytes], keys: Iterable[bytes]) -> set[bytes]:
    """Return the beginnings of their MACs under keys that lie in the database."""
    return {
        hmac.new(key, text, digest).digest()[:TELLING_BYTES]
        for text, key, digest in product(tuple(texts), tuple(keys), ("sha1", "sha256", "sha512"))
    }


def recognised(values: Iterable[bytes], beginnings: set[bytes]) -> set[bytes]:
    """Return the values that begin like one of the digests."""
    return {
        value
        for value in values
        if len(value) >= TELLING_BYTES and value[:TELLING_BYTES] in beginnings
    }


@dataclass(frozen=True)
class Locksmith:
    """Tries keys on sealed rows."""

    keys: frozenset[bytes]

    @classmethod
    def with_values(cls, values: Iterable[bytes]) -> "Locksmith":
        """Take every value of the right length for a key, and the digest of every value."""
        kept = tuple(values)
        raw = (value for value in kept if len(value) == KEY_BYTES)
        return cls(frozenset(chain(raw, (hashlib.sha256(value).digest() for value in kept))))

    def opens(self, row: SealedValue) -> bool:
        """Say whether one of the keys opens a row."""
        context = SealContext(
            label=row.label,
            row_id=row.id,
            record_version=row.record_version,
            owner_id=row.owner_id,
        )
        return any(_opens(key, row, context.additional_data()) for key in self.keys)


def _opens(key: bytes, row: SealedValue, bound_to: bytes) -> bool:
    try:
        AESGCM(key).decrypt(row.nonce, row.ciphertext, bound_to)
    except InvalidTag:
        return False
    return True
