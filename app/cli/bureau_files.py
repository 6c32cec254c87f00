"""What a bureau's machine reads and writes: bundles, manifests, and PDFs where it was told."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from app.core.bureau import (
    BureauFileError,
    Manifest,
    OpenedBundle,
    SignedKind,
    is_bundle,
    open_bundle,
    read_signed,
)
from app.kit.errors import ConflictError, RefusedError
from app.printing.bureaus.key_folder import load_bundle_key, pinned_program

MANIFEST = "manifest.txt"


@contextmanager
def refused_as_file() -> Iterator[None]:
    """Let what is wrong with a file end the command with its reason."""
    try:
        yield
    except BureauFileError as error:
        raise RefusedError(error.reason) from error
    except ValidationError as error:
        raise RefusedError("receipt_malformed") from error


def opened_bundle(content: bytes, keys: Path) -> OpenedBundle:
    """Return a bundle, opened with the key of a folder and checked.

    Raises:
        BureauFileError: see `open_bundle`.
    """
    program = pinned_program(keys)
    return open_bundle(
        content,
        key=load_bundle_key(keys),
        bureau=program.bureau,
        program_key=program.manifest_key,
    )


def read_manifest(content: bytes, keys: Path) -> tuple[Manifest, bytes]:
    """Return a manifest and its signed text, from a bundle or from a file of its own.

    Raises:
        BureauFileError: see `open_bundle` and `read_signed`.
    """
    if is_bundle(content):
        opened = opened_bundle(content, keys)
        return opened.manifest, opened.signed_manifest
    key = pinned_program(keys).manifest_key
    return read_signed(content, key, kind=SignedKind.MANIFEST, model=Manifest), content


def write_files(opened: OpenedBundle, folder: Path) -> None:
    """Write the PDFs and the signed manifest into a new folder that only its owner can read.

    Raises:
        ConflictError: `file_exists`: this bundle was opened there before.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError as error:
        raise ConflictError("file_exists") from error
    for number, file in enumerate(opened.files, start=1):
        (folder / f"cards-{number:03}.pdf").write_bytes(file)
    (folder / MANIFEST).write_bytes(opened.signed_manifest)
