"""Sealed values: AES-256-GCM under a key per person, bound to the place they were written for.

The additional data is sealing format (1) || label || row id || record version || owner id, so a
value moved to another row, another label, an older version or another person does not open. Without
the owner one UPDATE could swap two people's photos. Text is padded to steps of 512 bytes, since the
length of a name tells something about it.
"""

from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
PAD_STEP_BYTES = 512
LENGTH_BYTES = 4


class SealBrokenError(Exception):
    """A sealed value does not open: another key, another place, or changed bytes."""


@dataclass(frozen=True, slots=True)
class SealContext:
    """The place a value is sealed for."""

    label: str
    row_id: UUID
    record_version: int
    owner_id: UUID

    def additional_data(self) -> bytes:
        """Return the bytes that are authenticated along with the value."""
        version = self.record_version.to_bytes(8, "big")
        place = (FORMAT, self.label.encode(), self.row_id.bytes, version, self.owner_id.bytes)
        return b"|".join(place)


def seal(key: bytes, value: bytes, *, context: SealContext, nonce: bytes) -> bytes:
    """Return `value` padded and encrypted; `nonce` is 12 random bytes used once."""
    return AESGCM(key).encrypt(nonce, _pad(value), context.additional_data())


def unseal(key: bytes, ciphertext: bytes, *, context: SealContext, nonce: bytes) -> bytes:
    """Return the value.

    Raises:
        SealBrokenError: the value was not sealed with this key for this place.
    """
    try:
        padded = AESGCM(key).decrypt(nonce, ciphertext, context.additional_data())
    except InvalidTag as error:
        raise SealBrokenError(context.label) from error
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]


def wrap(epoch_key: bytes, data_key: bytes, *, key_id: UUID, epoch: str, nonce: bytes) -> bytes:
    """Return a data key encrypted under the key of its retention epoch."""
    return AESGCM(epoch_key).encrypt(nonce, data_key, key_id.bytes + epoch.encode())


def unwrap(epoch_key: bytes, wrapped: bytes, *, key_id: UUID, epoch: str, nonce: bytes) -> bytes:
    """Return the data key.

    Raises:
        SealBrokenError: it was wrapped under another key, id or epoch.
    """
    try:
        return AESGCM(epoch_key).decrypt(nonce, wrapped, key_id.bytes + epoch.encode())
    except InvalidTag as error:
        raise SealBrokenError("data key") from error


def _pad(value: bytes) -> bytes:
    framed = len(value).to_bytes(LENGTH_BYTES, "big") + value
    return framed + bytes(-len(framed) % PAD_STEP_BYTES)
