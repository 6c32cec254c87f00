"""What status lists, key sets and network lists have in common: a type, a signature, a time.

The kind of list stands in the protected header, so that none passes for another or for a card.
"""

from typing import Final, TypeVar

from app.core.credential.cose import (
    EnvelopeError,
    close_envelope,
    open_envelope,
    protected_header,
    to_be_signed,
)
from app.core.credential.keys import KeysById, VerificationKey
from app.core.credential.sign import Signer, make_signature

CLOCK_LEEWAY_SECONDS: Final = 300
MAX_LIST_BYTES: Final = 65_536
MAX_LIST_ITEMS: Final = 4_096
"""CBOR items of a key set or a network list; cards and status lists have far fewer."""

K = TypeVar("K", bound=VerificationKey)


class SignedListError(ValueError):
    """This list is not to be used, whatever it says."""


def seal(payload: bytes, *, typed: str, signer: Signer) -> bytes:
    """Sign `payload` as a list of the kind `typed`.

    Raises:
        SignerError: the signer did not return a signature.
    """
    protected = protected_header(signer.alg, key_id=signer.kid, typed=typed)
    signature = make_signature(to_be_signed(protected, payload=payload), signer)
    return close_envelope(protected, payload=payload, signature=signature)


def unseal(data: bytes, *, typed: str, keys: KeysById[K]) -> tuple[K, bytes]:
    """Return the payload of a signed list, and which of the trusted keys signed it.

    Raises:
        SignedListError: too long, another shape or kind, or none of the keys signed it.
    """
    if len(data) > MAX_LIST_BYTES:
        raise SignedListError("too long")
    try:
        envelope = open_envelope(data, typed=typed)
    except EnvelopeError as error:
        raise SignedListError("not a signed list of this kind") from error
    for key in keys.with_id(envelope.key_id):
        if key.made(envelope):
            return key, envelope.payload
    raise SignedListError("no trusted key signed this")


def require_current(*, issued_at: int, expires_at: int, now: int) -> None:
    """See that a list has begun, a slow clock allowed for, and has not ended.

    Raises:
        SignedListError: it is not in use at `now` (whole seconds UTC).
    """
    if not issued_at - CLOCK_LEEWAY_SECONDS <= now < expires_at:
        raise SignedListError("not in use now")
