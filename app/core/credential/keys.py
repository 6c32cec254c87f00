"""Issuer keys: those that sign cards, those that sign status lists, and roots; found by key id."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Generic, Self, TypeVar

from app.core.credential.cose import Envelope, to_be_signed
from app.core.credential.cose_key import thumbprint
from app.core.credential.signature import (
    READ_AS,
    Algorithm,
    PublicKey,
    algorithm_of,
    signature_holds,
)

KEY_ID_BYTES: Final = 4


def key_id(public_key: PublicKey) -> bytes:
    """Return the first 4 bytes of the thumbprint: a hint where to look, not an identity."""
    return thumbprint(public_key)[:KEY_ID_BYTES]


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """A public key with the id and the algorithm that are pinned to it."""

    kid: bytes
    """First 4 bytes of the thumbprint: a hint where to look, not an identity."""
    alg: Algorithm
    """Pinned here; the header of a credential only has to agree."""
    public_key: PublicKey

    def agrees_with(self, header_alg: int) -> bool:
        """Say whether a header's `alg` names this key's algorithm."""
        return READ_AS.get(header_alg) is self.alg

    def made(self, envelope: Envelope) -> bool:
        """Say whether this key signed what the envelope holds."""
        message = to_be_signed(envelope.protected, payload=envelope.payload)
        return self.agrees_with(envelope.algorithm) and signature_holds(
            self.public_key, envelope.signature, message=message
        )


@dataclass(frozen=True, slots=True)
class CardKey(VerificationKey):
    """The public half of a key that signs cards, and what it may be used for."""

    issuer: str
    """The only issuer this key may speak for, such as `https://id.city.example`."""
    sign_until: int
    """No card is signed from this second (UTC) on."""
    verify_until: int
    """No card may end after this second (UTC)."""
    accepted_digests: frozenset[bytes] | None = None
    """Set for a compromised key: the payloads it signed before, by SHA-256; none other is good."""

    @classmethod
    def of(cls, public_key: PublicKey, *, issuer: str, sign_until: int, verify_until: int) -> Self:
        """Make a card key whose id and algorithm follow from the public key.

        Raises:
            ValueError: neither P-256 nor Ed25519.
        """
        return cls(
            kid=key_id(public_key),
            alg=algorithm_of(public_key),
            public_key=public_key,
            issuer=issuer,
            sign_until=sign_until,
            verify_until=verify_until,
        )

    def accepts(self, payload: bytes) -> bool:
        """Say whether this key may be believed about a payload that it signed."""
        return self.accepted_digests is None or self.accepts_digest(sha256(payload).digest())

    def accepts_digest(self, digest: bytes) -> bool:
        """Say the same of a payload that is known by its SHA-256 only."""
        return self.accepted_digests is None or digest in self.accepted_digests


@dataclass(frozen=True, slots=True)
class StatusKey(VerificationKey):
    """The public half of a key that signs status lists."""

    issuer: str
    """The only issuer whose lists this key may sign."""
    verify_until: int
    """No list may end after this second (UTC)."""

    @classmethod
    def of(cls, public_key: PublicKey, *, issuer: str, verify_until: int) -> Self:
        """Make a status key whose id and algorithm follow from the public key.

        Raises:
            ValueError: neither P-256 nor Ed25519.
        """
        return cls(
            kid=key_id(public_key),
            alg=algorithm_of(public_key),
            public_key=public_key,
            issuer=issuer,
            verify_until=verify_until,
        )


@dataclass(frozen=True, slots=True)
class RootKey(VerificationKey):
    """The public half of a key that signs key sets or network lists; a verifier pins it."""

    @classmethod
    def of(cls, public_key: PublicKey) -> Self:
        """Make a root key whose id and algorithm follow from the public key.

        Raises:
            ValueError: neither P-256 nor Ed25519.
        """
        return cls(kid=key_id(public_key), alg=algorithm_of(public_key), public_key=public_key)


K = TypeVar("K", bound=VerificationKey)


class KeysById(Generic[K]):
    """Keys a verifier trusts, found by key id. Several keys may share one."""

    def __init__(self, keys: Iterable[K] = ()) -> None:
        by_id: defaultdict[bytes, tuple[K, ...]] = defaultdict(tuple)
        for key in keys:
            by_id[key.kid] += (key,)
        self._by_id = dict(by_id)

    def with_id(self, kid: bytes) -> tuple[K, ...]:
        """Return every trusted key with this id, or none."""
        return self._by_id.get(kid, ())

    def all(self) -> tuple[K, ...]:
        """Return every trusted key."""
        return tuple(key for keys in self._by_id.values() for key in keys)


class TrustedKeys(KeysById[CardKey]):
    """The card keys a verifier trusts."""


class TrustedStatusKeys(KeysById[StatusKey]):
    """The status keys a verifier trusts."""
