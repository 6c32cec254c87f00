"""COSE_Sign1 (RFC 9052, section 4.2) in the one shape that cards and signed lists use.

Tag 18; a protected header of exactly algorithm and key id, and for lists a type (RFC 9596); an
empty unprotected header; a payload; 64 bytes of signature. Says nothing about whether the signature
holds.
"""

from dataclasses import dataclass, field
from typing import Final

from app.core.credential import labels
from app.core.credential.cbor import (
    ARRAY,
    BYTES,
    MAP,
    CborError,
    CborValue,
    Reader,
    encode,
    head,
)
from app.core.credential.signature import SIGNATURE_BYTES, Algorithm

_TAG_AND_ARRAY: Final = bytes((0xC0 | labels.COSE_SIGN1_TAG,)) + head(ARRAY, 4)
_NO_UNPROTECTED_HEADER: Final = head(MAP, 0)
_HEADER_TO_ALGORITHM: Final = head(MAP, 2) + encode(labels.HEADER_ALGORITHM)
_TYPED_HEADER_TO_ALGORITHM: Final = head(MAP, 3) + encode(labels.HEADER_ALGORITHM)
_HEADER_TO_KEY_ID: Final = encode(labels.HEADER_KEY_ID)
_SIGNATURE_CONTEXT: Final = head(ARRAY, 4) + encode("Signature1")
_NO_EXTERNAL_DATA: Final = head(BYTES, 0)


class EnvelopeError(ValueError):
    """The bytes are not a COSE_Sign1 in this shape."""


@dataclass(slots=True)
class Envelope:
    """The parts of a credential, none of which is to be believed yet."""

    algorithm: int
    key_id: bytes
    protected: bytes
    payload: bytes = field(repr=False)
    signature: bytes


def protected_header(algorithm: Algorithm, *, key_id: bytes, typed: str | None = None) -> bytes:
    """Return the encoded protected header; `typed` says what kind of list it stands before."""
    header: dict[int | str, CborValue] = {
        labels.HEADER_ALGORITHM: int(algorithm),
        labels.HEADER_KEY_ID: key_id,
    }
    if typed is not None:
        header[labels.HEADER_TYPE] = typed
    return encode(header)


def to_be_signed(protected: bytes, *, payload: bytes) -> bytes:
    """Return the Sig_structure over which the signature is made (RFC 9052, section 4.4)."""
    return b"".join(
        (
            _SIGNATURE_CONTEXT,
            head(BYTES, len(protected)),
            protected,
            _NO_EXTERNAL_DATA,
            head(BYTES, len(payload)),
            payload,
        )
    )


def close_envelope(protected: bytes, *, payload: bytes, signature: bytes) -> bytes:
    """Return the whole credential as bytes."""
    return b"".join(
        (
            _TAG_AND_ARRAY,
            encode(protected),
            _NO_UNPROTECTED_HEADER,
            encode(payload),
            encode(signature),
        )
    )


def open_envelope(cose: bytes, *, typed: str | None = None) -> Envelope:
    """Take the bytes of a credential, or of a list of the kind `typed`, apart.

    Raises:
        EnvelopeError: another shape, or an encoding that is not deterministic.
    """
    reader = Reader(cose)
    try:
        reader.expect(_TAG_AND_ARRAY)
        protected = _byte_string(reader)
        reader.expect(_NO_UNPROTECTED_HEADER)
        payload = _byte_string(reader)
        signature = _byte_string(reader)
        reader.finish()
        algorithm, key_id = _read_header(protected, typed)
    except CborError as error:
        raise EnvelopeError("not a COSE_Sign1 in our shape") from error
    if len(signature) != SIGNATURE_BYTES:
        raise EnvelopeError("not 64 bytes of signature")
    return Envelope(algorithm, key_id, protected, payload, signature)


def _read_header(protected: bytes, typed: str | None) -> tuple[int, bytes]:
    """Read a header of exactly two or three entries, which have only one order."""
    reader = Reader(protected)
    reader.expect(_HEADER_TO_ALGORITHM if typed is None else _TYPED_HEADER_TO_ALGORITHM)
    algorithm = reader.item()
    reader.expect(_HEADER_TO_KEY_ID)
    key_id = _byte_string(reader)
    if typed is not None:
        reader.expect(encode(labels.HEADER_TYPE) + encode(typed))
    reader.finish()
    if not isinstance(algorithm, int):
        raise EnvelopeError("the algorithm is not a number")
    return algorithm, key_id


def _byte_string(reader: Reader) -> bytes:
    value = reader.item()
    if not isinstance(value, bytes):
        raise EnvelopeError("not a byte string")
    return value
