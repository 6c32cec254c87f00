"""Roots as files: two halves, never written over, for their owner alone."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from app.core.credential import Algorithm, encode_cose_key
from app.keys import KeyFileMissingError, load_root_signer, make_root_file, read_public_root
from app.kit.errors import ConflictError
from app.vault import UnsafeKeyringError

EACH_ALGORITHM = pytest.mark.parametrize("algorithm", list(Algorithm), ids=lambda alg: alg.name)


@EACH_ALGORITHM
def test_a_root_signs_what_its_public_half_opens(tmp_path: Path, algorithm: Algorithm) -> None:
    path = tmp_path / "root.pem"
    root = make_root_file(path, algorithm=algorithm)
    assert path.stat().st_mode & 0o777 == 0o600
    assert encode_cose_key(read_public_root(tmp_path / "root.pem.pub")) == encode_cose_key(
        root.public_key
    )
    signer = load_root_signer(path)
    assert (signer.kid, signer.alg) == (root.kid, algorithm)
    assert len(signer.sign(b"message")) == 64


def test_a_root_is_never_written_over(tmp_path: Path) -> None:
    make_root_file(tmp_path / "root.pem", algorithm=Algorithm.ES256)
    with pytest.raises(ConflictError, match="file_exists"):
        make_root_file(tmp_path / "root.pem", algorithm=Algorithm.ES256)


@pytest.mark.parametrize("lost", ["root.pem", "root.pem.pub"])
def test_one_half_alone_is_never_completed_with_another_roots(tmp_path: Path, lost: str) -> None:
    make_root_file(tmp_path / "root.pem", algorithm=Algorithm.ES256)
    (tmp_path / lost).unlink()
    with pytest.raises(ConflictError, match="file_exists"):
        make_root_file(tmp_path / "root.pem", algorithm=Algorithm.ES256)
    assert not (tmp_path / lost).exists()


def test_another_curves_key_is_no_root(tmp_path: Path) -> None:
    private_key = ec.generate_private_key(ec.SECP384R1())
    private, public = tmp_path / "root.pem", tmp_path / "root.pem.pub"
    private.write_bytes(
        private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    private.chmod(0o600)
    pem = private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    public.write_bytes(pem)
    with pytest.raises(KeyFileMissingError):
        load_root_signer(private)
    with pytest.raises(KeyFileMissingError):
        read_public_root(public)


def test_a_key_behind_a_password_is_no_root(tmp_path: Path) -> None:
    path = tmp_path / "root.pem"
    private_key = ec.generate_private_key(ec.SECP256R1())
    path.write_bytes(
        private_key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"password")
        )
    )
    path.chmod(0o600)
    with pytest.raises(KeyFileMissingError):
        load_root_signer(path)


def test_a_root_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "root.pem"
    make_root_file(path, algorithm=Algorithm.ES256)
    path.chmod(0o640)
    with pytest.raises(UnsafeKeyringError):
        load_root_signer(path)


@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN PUBLIC KEY-----\n"], ids=repr)
def test_another_file_is_no_root(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "root.pem"
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    with pytest.raises(KeyFileMissingError):
        load_root_signer(path)
    with pytest.raises(KeyFileMissingError):
        read_public_root(path)
