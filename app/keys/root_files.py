"""Root keys as files, made and used on a machine that knows no database and no network.

The private half signs key sets and network lists and is kept offline; the public half is what
`tessera init` and every verifier pin.
"""

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from app.core.credential import Algorithm, LocalSigner, PublicKey, RootKey, Signer
from app.keys.key_files import (
    KeyFileMissingError,
    new_private_key,
    read_key_file,
    require_known_curve,
    write_key_file,
)
from app.kit.errors import ConflictError


def make_root_file(path: Path, *, algorithm: Algorithm) -> RootKey:
    """Make a root: the private half at `path`, mode 0600, and beside it `path`.pub.

    Raises:
        ConflictError: `file_exists`: a key is never written over another.
    """
    if path.exists() or public_path(path).exists():
        raise ConflictError("file_exists")
    private_key = new_private_key(algorithm)
    pem = private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    # The private half first: a public one that nobody can sign for would be pinned for good.
    try:
        write_key_file(path, private_key)
        with public_path(path).open("xb") as file:
            file.write(pem)
    except FileExistsError as error:
        raise ConflictError("file_exists") from error
    return RootKey.of(private_key.public_key())


def public_path(path: Path) -> Path:
    """Return where the public half of a root lies."""
    return path.with_name(f"{path.name}.pub")


def read_public_root(path: Path) -> PublicKey:
    """Return the public half of a root.

    Raises:
        KeyFileMissingError: there is no such file, or it holds something else.
    """
    try:
        public_key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise KeyFileMissingError(path.name) from error
    if not isinstance(public_key, EllipticCurvePublicKey | Ed25519PublicKey):
        raise KeyFileMissingError(path.name)
    require_known_curve(public_key, path)
    return public_key


def load_root_signer(path: Path) -> Signer:
    """Return the signer of a root.

    Raises:
        KeyFileMissingError: there is no such file, or it holds something else.
        UnsafeKeyringError: others can read it.
    """
    private_key = read_key_file(path)
    return LocalSigner(private_key, key=RootKey.of(private_key.public_key()))
