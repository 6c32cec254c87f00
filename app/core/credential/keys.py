"""Issuer keys that sign cards, and the set of them that a verifier trusts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from app.core.credential.cose_key import thumbprint
from app.core.credential.signature import READ_AS, Algorithm, PublicKey, algorithm_of

KEY_ID_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class CardKey:
    """The public half of a key that signs cards, and what it may be used for."""

    kid: bytes
    """First 4 bytes of the thumbprint: a hint where to look, not an identity."""
    alg: Algorithm
    """Pinned here; the header of a credential only has to agree."""
    public_key: PublicKey
    issuer: str
    """The only issuer this key may speak for, such as `https://id.city.example`."""
    sign_until: int
    """No card is signed from this second (UTC) on."""
    verify_until: int
    """No card may end after this second (UTC)."""

    @classmethod
    def of(cls, public_key: PublicKey, *, issuer: str, sign_until: int, verify_until: int) -> Self:
        """Make a card key whose id and algorithm follow from the public key.

        Raises:
            ValueError: neither P-256 nor Ed25519.
        """
        return cls(
            kid=thumbprint(public_key)[:KEY_ID_BYTES],
            alg=algorithm_of(public_key),
            public_key=public_key,
            issuer=issuer,
            sign_until=sign_until,
            verify_until=verify_until,
        )

    def agrees_with(self, header_alg: int) -> bool:
        """Say whether a header's `alg` names this key's algorithm."""
        return READ_AS.get(header_alg) is self.alg


class TrustedKeys:
    """The card keys a verifier trusts, found by key id. Several keys may share one."""

    def __init__(self, keys: Iterable[CardKey] = ()) -> None:
        by_id: defaultdict[bytes, tuple[CardKey, ...]] = defaultdict(tuple)
        for key in keys:
            by_id[key.kid] += (key,)
        self._by_id = dict(by_id)

    def with_id(self, kid: bytes) -> tuple[CardKey, ...]:
        """Return every trusted key with this id, or none."""
        return self._by_id.get(kid, ())
