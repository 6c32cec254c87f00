"""The key set of an issuer: every key a verifier needs, signed by a root that lies offline.

FORMAT.md, "Key set", says what it is. Whether its version is lower than one seen before is for the
caller to remember.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Self, cast

from app.core.credential import labels
from app.core.credential.cbor import CborError, CborValue, decode, encode
from app.core.credential.claims import ClaimsError, moment
from app.core.credential.cose_key import CoseKeyError, decode_cose_key, encode_cose_key
from app.core.credential.keys import (
    CardKey,
    KeysById,
    RootKey,
    StatusKey,
    TrustedKeys,
    TrustedStatusKeys,
    key_id,
)
from app.core.credential.sign import Signer
from app.core.credential.signature import PublicKey, algorithm_of
from app.core.credential.signed_list import (
    MAX_LIST_ITEMS,
    SignedListError,
    require_current,
    seal,
    unseal,
)
from app.core.credential.status_token import aggregation_uri

Map = dict[int | str, CborValue]


class PublishedRole(IntEnum):
    """What a key signs; never both."""

    CARD = 1
    STATUS = 2


class PublishedState(IntEnum):
    """Whether a key signs, only verifies, or must not be believed."""

    ACTIVE = 1
    RETIRED = 2
    COMPROMISED = 3


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """One key of a key set. Times are whole seconds UTC."""

    public_key: PublicKey
    role: PublishedRole
    sign_from: int
    sign_until: int
    verify_until: int
    state: PublishedState

    @property
    def kid(self) -> bytes:
        """The id under which cards and lists name it."""
        return key_id(self.public_key)

    def encoded(self) -> Map:
        """Return the key as the COSE_Key of a key set."""
        key = cast("Map", decode(encode_cose_key(self.public_key)))
        return key | {
            labels.KEY_ID: self.kid,
            labels.KEY_ALGORITHM: int(algorithm_of(self.public_key)),
            labels.KEY_ROLE: int(self.role),
            labels.KEY_SIGN_FROM: self.sign_from,
            labels.KEY_SIGN_UNTIL: self.sign_until,
            labels.KEY_VERIFY_UNTIL: self.verify_until,
            labels.KEY_STATE: int(self.state),
        }


@dataclass(frozen=True, slots=True)
class KeySet:
    """What a key set says. Times are whole seconds UTC."""

    issuer: str
    version: int
    issued_at: int
    keys: tuple[PublishedKey, ...]
    """In rising order of their encodings; `KeySet.of` sees to it."""

    @classmethod
    def of(
        cls, issuer: str, *, version: int, issued_at: int, keys: "tuple[PublishedKey, ...]"
    ) -> Self:
        """Make a key set with its keys in the one order."""
        ordered = tuple(sorted(keys, key=lambda key: encode(key.encoded())))
        return cls(issuer, version, issued_at, ordered)

    @property
    def expires_at(self) -> int:
        """The moment at which the last of its keys ends."""
        return max((key.verify_until for key in self.keys), default=self.issued_at)

    def card_keys(self) -> TrustedKeys:
        """Return the card keys to trust offline: a compromised one is not."""
        return TrustedKeys(
            CardKey.of(
                key.public_key,
                issuer=self.issuer,
                sign_until=key.sign_until,
                verify_until=key.verify_until,
            )
            for key in self._trusted(PublishedRole.CARD)
        )

    def status_keys(self) -> TrustedStatusKeys:
        """Return the keys whose status lists are to be believed."""
        return TrustedStatusKeys(
            StatusKey.of(key.public_key, issuer=self.issuer, verify_until=key.verify_until)
            for key in self._trusted(PublishedRole.STATUS)
        )

    def _trusted(self, role: PublishedRole) -> list[PublishedKey]:
        bad = PublishedState.COMPROMISED
        return [key for key in self.keys if key.role is role and key.state is not bad]


def encode_key_set(key_set: KeySet) -> bytes:
    """Return the claims of a key set, which is what a root is given to sign."""
    return encode(
        {
            labels.CLAIM_ISSUER: key_set.issuer,
            labels.CLAIM_EXPIRES_AT: key_set.expires_at,
            labels.CLAIM_ISSUED_AT: key_set.issued_at,
            labels.CLAIM_VERSION: key_set.version,
            labels.CLAIM_KEYS: [key.encoded() for key in key_set.keys],
            labels.CLAIM_AGGREGATION: aggregation_uri(key_set.issuer),
        }
    )


def decode_key_set(payload: bytes) -> KeySet:
    """Read the claims of a key set, signed or about to be.

    Raises:
        SignedListError: they are not exactly as FORMAT.md says.
    """
    try:
        key_set = _key_set(decode(payload, max_items=MAX_LIST_ITEMS))
    except (CborError, ClaimsError, CoseKeyError, ValueError) as error:
        raise SignedListError("not the claims of a key set") from error
    # Order, ids, algorithms, end and aggregation follow from the rest: whatever differs is wrong.
    if encode_key_set(key_set) != payload:
        raise SignedListError("a claim of the key set contradicts another")
    _require_sane(key_set)
    return key_set


def sign_key_set(key_set: KeySet, signer: Signer) -> bytes:
    """Return the key set signed by a root.

    Raises:
        SignerError: the signer did not return a signature.
    """
    return seal(encode_key_set(key_set), typed=labels.TYPE_KEY_SET, signer=signer)


def open_key_set(data: bytes, *, root: RootKey, issuer: str, now: int) -> KeySet:
    """Return what a signed key set of `issuer` says at `now`, or refuse it.

    Raises:
        SignedListError: one rule of FORMAT.md does not hold.
    """
    key_set = read_own_key_set(data, root=root)
    if key_set.issuer != issuer:
        raise SignedListError("another issuer's key set")
    require_current(issued_at=key_set.issued_at, expires_at=key_set.expires_at, now=now)
    return key_set


def read_own_key_set(data: bytes, *, root: RootKey) -> KeySet:
    """Return what a key set says that `root` signed, whenever it is in use.

    For an issuer that reads back what it published; a verifier uses `open_key_set`.

    Raises:
        SignedListError: the root did not sign it, or its claims are not as they must be.
    """
    _, payload = unseal(data, typed=labels.TYPE_KEY_SET, keys=KeysById([root]))
    return decode_key_set(payload)


def _key_set(claims: CborValue) -> KeySet:
    match claims:
        case {
            labels.CLAIM_ISSUER: str(issuer),
            labels.CLAIM_ISSUED_AT: issued_at,
            labels.CLAIM_VERSION: int(version),
            labels.CLAIM_KEYS: list(keys),
        }:
            return KeySet(issuer, version, moment(issued_at), tuple(map(_key, keys)))
    raise ClaimsError("a claim is missing or mistyped")


def _key(entry: CborValue) -> PublishedKey:
    match entry:
        case {
            labels.KEY_ROLE: int(role),
            labels.KEY_SIGN_FROM: sign_from,
            labels.KEY_SIGN_UNTIL: sign_until,
            labels.KEY_VERIFY_UNTIL: verify_until,
            labels.KEY_STATE: int(state),
        }:
            return PublishedKey(
                public_key=_public_key(cast("Mapping[int | str, CborValue]", entry)),
                role=PublishedRole(role),
                sign_from=moment(sign_from),
                sign_until=moment(sign_until),
                verify_until=moment(verify_until),
                state=PublishedState(state),
            )
    raise ClaimsError("an entry of a key is missing or mistyped")


_REQUIRED = (1, -1, -2, -3)
"""The parameters of a COSE_Key that its thumbprint is over."""


def _public_key(entry: Mapping[int | str, CborValue]) -> PublicKey:
    return decode_cose_key(encode({name: entry[name] for name in _REQUIRED if name in entry}))


def _require_sane(key_set: KeySet) -> None:
    if key_set.version < 1 or not key_set.keys:
        raise SignedListError("a key set has a version and a key")
    points = {encode_cose_key(key.public_key) for key in key_set.keys}
    if len(points) != len(key_set.keys):
        raise SignedListError("a public key stands twice")
    encodings = [encode(key.encoded()) for key in key_set.keys]
    if encodings != sorted(encodings):
        raise SignedListError("the keys are out of order")
    if any(not key.sign_from < key.sign_until <= key.verify_until for key in key_set.keys):
        raise SignedListError("the times of a key are out of order")
