"""A bundle as bytes: a header in the open, then parts that only the bureau's key opens.

A line that says `TESSERA BUNDLE 1`, the header, then each part; before header and parts stand their
4 length bytes. A part is HPKE of RFC 9180 in base mode, one shot: DHKEM(X25519, HKDF-SHA256),
HKDF-SHA256, AES-256-GCM, the encapsulated key before the ciphertext. Its `info` is the header, the
part's number and whether it is the last: a part moved to another place, bundle or bureau does not
open. The parts are the PDFs in turn and at the end the signed manifest with their digests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.core.bureau.keys import BundleKey, key_fingerprint
from app.core.bureau.manifest import BundleHeader, Manifest
from app.core.bureau.signed_text import BureauFileError, SignedKind, read_signed

MAGIC = b"TESSERA BUNDLE 1\n"
LENGTH_BYTES = 4
NUMBER_BYTES = 4
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A bundle whose every byte was checked."""

    manifest: Manifest
    signed_manifest: bytes
    files: tuple[bytes, ...]


def is_bundle(content: bytes) -> bool:
    """Say whether bytes begin as a bundle does."""
    return content.startswith(MAGIC)


def begin_bundle(header: BundleHeader) -> bytes:
    """Return what stands before the parts."""
    return MAGIC + _framed(header.line())


def seal_part(
    content: bytes, *, header: BundleHeader, number: int, is_last: bool, key: BundleKey
) -> bytes:
    """Return one part, sealed and framed; numbers count from 1."""
    return _framed(SUITE.encrypt(content, key, info=_info(header, number, is_last=is_last)))


def open_bundle(
    content: bytes, *, key: X25519PrivateKey, bureau: UUID, program_key: Ed25519PublicKey
) -> OpenedBundle:
    """Open a bundle with the bureau's key and check it against the program's.

    Raises:
        BureauFileError: `not_a_bundle`, `bundle_for_another_bureau`, `bundle_for_another_key`,
            `bundle_truncated`, `bundle_changed` (a byte of it), `bundle_not_of_this_program`, or
            `bundle_contradicts_itself` (the manifest lists something else).
    """
    header, parts = _header_and_parts(content)
    if header.bureau != bureau:
        raise BureauFileError("bundle_for_another_bureau")
    if header.key != key_fingerprint(key.public_key()):
        raise BureauFileError("bundle_for_another_key")
    signed = _last_part(parts, header=header, key=key)
    manifest = _manifest(signed, program_key)
    files = tuple(
        _open(part, key, info=_info(header, number, is_last=False))
        for number, part in enumerate(parts[:-1], start=1)
    )
    listed = [file.sha256 for file in manifest.files]
    found = [sha256(file).hexdigest() for file in files]
    if (manifest.bundle, manifest.bureau, listed) != (header.bundle, header.bureau, found):
        raise BureauFileError("bundle_contradicts_itself")
    return OpenedBundle(manifest, signed, files)


def _header_and_parts(content: bytes) -> tuple[BundleHeader, list[bytes]]:
    if not is_bundle(content):
        raise BureauFileError("not_a_bundle")
    line, *parts = _frames(content[len(MAGIC) :])
    try:
        header = BundleHeader.parse(line)
    except BureauFileError as error:
        raise BureauFileError("bundle_changed") from error
    if not parts:
        raise BureauFileError("bundle_truncated")
    return header, parts


def _frames(content: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(content) or not start:
        begin = start + LENGTH_BYTES
        end = begin + int.from_bytes(content[start:begin], "big")
        if not begin < end <= len(content):
            raise BureauFileError("bundle_truncated")
        yield content[begin:end]
        start = end


def _last_part(parts: list[bytes], *, header: BundleHeader, key: X25519PrivateKey) -> bytes:
    number, part = len(parts), parts[-1]
    try:
        return _open(part, key, info=_info(header, number, is_last=True))
    except BureauFileError:
        # Whole parts that are missing at the end leave one that opens as a part among others.
        _open(part, key, info=_info(header, number, is_last=False))
    raise BureauFileError("bundle_truncated")


def _manifest(signed: bytes, program_key: Ed25519PublicKey) -> Manifest:
    try:
        return read_signed(signed, program_key, kind=SignedKind.MANIFEST, model=Manifest)
    except BureauFileError as error:
        raise BureauFileError("bundle_not_of_this_program") from error


def _open(part: bytes, key: X25519PrivateKey, *, info: bytes) -> bytes:
    try:
        return SUITE.decrypt(part, key, info=info)
    except (InvalidTag, ValueError) as error:
        raise BureauFileError("bundle_changed") from error


def _info(header: BundleHeader, number: int, *, is_last: bool) -> bytes:
    place = number.to_bytes(NUMBER_BYTES, "big") + bytes((is_last,))
    return MAGIC + place + header.line()


def _framed(content: bytes) -> bytes:
    return len(content).to_bytes(LENGTH_BYTES, "big") + content
