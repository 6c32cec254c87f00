"""Roots as files: two halves, never written over, for their owner alone."""

from pathlib import Path

import pytest

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
