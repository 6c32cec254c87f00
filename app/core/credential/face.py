"""The small face in a code: one WebP picture, for people to compare and for nothing else."""

from typing import Final

from app.core.credential import labels
from app.core.credential.cbor import CborValue

MAX_FACE_BYTES: Final = 700
"""More than any card's symbol holds beside the other claims."""
_LEAST_BYTES: Final = 16


def is_face(value: object) -> bool:
    """Say whether these bytes begin as a WebP file (RFC 9649) of a size that a code may hold.

    No pixel is looked at: whoever shows the picture decodes it, and the issuer signed it.
    """
    return (
        isinstance(value, bytes)
        and _LEAST_BYTES <= len(value) <= MAX_FACE_BYTES
        and value[:4] == b"RIFF"
        and value[8:12] == b"WEBP"
    )


def encode_face(face: bytes) -> CborValue:
    """Return the entry of the identity claim."""
    return [
        {
            labels.BIOMETRIC_DATA: face,
            labels.BIOMETRIC_FORMAT: labels.FORMAT_IMAGE,
            labels.BIOMETRIC_SUB_FORMAT: labels.IMAGE_WEBP,
        }
    ]


def decode_face(entry: CborValue) -> bytes | None:
    """Return the picture in an entry that is exactly as `encode_face` writes it, else None."""
    if not isinstance(entry, list) or len(entry) != 1 or not isinstance(entry[0], dict):
        return None
    face = entry[0].get(labels.BIOMETRIC_DATA)
    if not isinstance(face, bytes) or not is_face(face):
        return None
    return face if entry == encode_face(face) else None
