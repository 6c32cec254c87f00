"""Signatures against RFC 6979 (A.2.5) and RFC 8032 (7.1), and the twin of an ECDSA signature."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, derive_private_key

from app.core.credential import Algorithm, LocalSigner
from app.core.credential.signature import (
    P256_ORDER,
    algorithm_of,
    low_s,
    raw_from_der,
    signature_holds,
)
from tests.core.credential.material import ALGORITHMS, KEYS, OTHER_PRIVATE_KEYS, PRIVATE_KEYS

R_SAMPLE = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
S_SAMPLE = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
R_TEST = "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
S_TEST = "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"
ED25519_OF_NOTHING = (
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
    "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)


def local_signer(algorithm: Algorithm) -> LocalSigner:
    return LocalSigner(PRIVATE_KEYS[algorithm], key=KEYS[algorithm])


def twin(signature: bytes) -> bytes:
    s = int.from_bytes(signature[32:], "big")
    return signature[:32] + (P256_ORDER - s).to_bytes(32, "big")


def test_signs_as_rfc_6979_says() -> None:
    signature = local_signer(Algorithm.ES256).sign(b"test")
    assert signature.hex() == R_TEST + S_TEST


def test_writes_the_lower_twin_of_a_published_signature() -> None:
    published = bytes.fromhex(R_SAMPLE + S_SAMPLE)
    signature = local_signer(Algorithm.ES256).sign(b"sample")
    assert signature == twin(published) == low_s(published)
    assert low_s(signature) == signature


def test_signs_as_rfc_8032_says() -> None:
    assert local_signer(Algorithm.EDDSA).sign(b"").hex() == ED25519_OF_NOTHING


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_signature_holds_for_its_key_and_message_only(algorithm: Algorithm) -> None:
    public_key = PRIVATE_KEYS[algorithm].public_key()
    other_key = OTHER_PRIVATE_KEYS[algorithm].public_key()
    signature = local_signer(algorithm).sign(b"message")
    assert signature_holds(public_key, signature, message=b"message")
    assert not signature_holds(public_key, signature, message=b"another")
    assert not signature_holds(other_key, signature, message=b"message")


def test_the_higher_twin_does_not_hold() -> None:
    public_key = PRIVATE_KEYS[Algorithm.ES256].public_key()
    published = bytes.fromhex(R_SAMPLE + S_SAMPLE)
    assert not signature_holds(public_key, published, message=b"sample")
    assert signature_holds(public_key, twin(published), message=b"sample")


@pytest.mark.parametrize(
    "signature",
    [
        pytest.param(bytes(64), id="zeros"),
        pytest.param(bytes.fromhex(R_TEST) + bytes(32), id="s is zero"),
        pytest.param(bytes(32) + bytes.fromhex(S_TEST), id="r is zero"),
        pytest.param(b"\xff" * 32 + bytes.fromhex(S_TEST), id="r beyond the order"),
        pytest.param(b"\xff" * 64, id="ones"),
    ],
)
def test_impossible_numbers_do_not_hold(signature: bytes) -> None:
    for private_key in PRIVATE_KEYS.values():
        assert not signature_holds(private_key.public_key(), signature, message=b"test")


def test_ed25519_has_no_twin_either() -> None:
    # s + L is the same number modulo the group's order (RFC 8032, 5.1.7 refuses it).
    order = 2**252 + 27742317777372353535851937790883648493
    signature = local_signer(Algorithm.EDDSA).sign(b"message")
    s = int.from_bytes(signature[32:], "little") + order
    changed = signature[:32] + s.to_bytes(32, "little")
    public_key = PRIVATE_KEYS[Algorithm.EDDSA].public_key()
    assert not signature_holds(public_key, changed, message=b"message")


def test_reads_der_with_short_numbers() -> None:
    assert raw_from_der(bytes.fromhex("3006020101020102")) == bytes(31) + b"\1" + bytes(31) + b"\2"


def test_other_curves_do_not_sign_cards() -> None:
    with pytest.raises(ValueError, match="P-256"):
        algorithm_of(derive_private_key(7, SECP384R1()).public_key())
