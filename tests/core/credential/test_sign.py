"""Signing prepared bytes, once, with the right key."""

import pytest

from app.core.credential import (
    Algorithm,
    AlreadySignedError,
    LocalSigner,
    ResultWord,
    SignerError,
    prepare,
    sample_text,
    sign,
)
from app.core.credential.digits import decode_digits
from app.core.credential.signature import P256_ORDER
from tests.core.credential.material import (
    ALGORITHMS,
    ISSUER,
    KEYS,
    OTHER_PRIVATE_KEYS,
    PRIVATE_KEYS,
    check,
    make_claims,
    sign_claims,
)


class StubbornSigner:
    """A module elsewhere that answers as it likes."""

    def __init__(self, answer: bytes, algorithm: Algorithm = Algorithm.ES256) -> None:
        self.kid = KEYS[algorithm].kid
        self.alg = algorithm
        self.answer = answer

    def sign(self, message: bytes) -> bytes:
        del message
        return self.answer


class HighSigner(LocalSigner):
    """A module elsewhere that returns the higher twin."""

    def sign(self, message: bytes) -> bytes:
        signature = super().sign(message)
        s = int.from_bytes(signature[32:], "big")
        return signature[:32] + (P256_ORDER - s).to_bytes(32, "big")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_what_is_signed_is_valid_and_says_what_was_prepared(algorithm: Algorithm) -> None:
    signed = sign_claims(make_claims(), algorithm)
    for text in (signed.digits(), signed.text(ISSUER), signed.base45()):
        verdict = check(text)
        assert verdict.word is ResultWord.VALID
        assert verdict.claims == make_claims()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_same_claims_give_the_same_credential(algorithm: Algorithm) -> None:
    assert sign_claims(make_claims(), algorithm) == sign_claims(make_claims(), algorithm)


def test_the_printed_text_is_an_address_and_digits() -> None:
    signed = sign_claims(make_claims())
    address, _, digits = signed.text(ISSUER).partition("#")
    assert address == f"{ISSUER}/v"
    assert decode_digits(digits) == signed.cose


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_sample_text_is_as_long_as_the_signed_one_and_good_for_nothing(
    algorithm: Algorithm,
) -> None:
    sample = sample_text(prepare(make_claims(), key=KEYS[algorithm]))
    assert len(sample) == len(sign_claims(make_claims(), algorithm).text(ISSUER))
    assert check(sample).word is ResultWord.NOT_AUTHENTIC


def test_refuses_to_sign_twice() -> None:
    key = KEYS[Algorithm.ES256]
    prepared = prepare(make_claims(), key=key)
    signer = LocalSigner(PRIVATE_KEYS[Algorithm.ES256], key=key)
    sign(prepared, signer)
    with pytest.raises(AlreadySignedError):
        sign(prepared, signer)


def test_refuses_a_signer_of_another_key_and_leaves_the_bytes_usable() -> None:
    prepared = prepare(make_claims(), key=KEYS[Algorithm.ES256])
    wrong = LocalSigner(PRIVATE_KEYS[Algorithm.EDDSA], key=KEYS[Algorithm.EDDSA])
    with pytest.raises(SignerError):
        sign(prepared, wrong)
    right = LocalSigner(PRIVATE_KEYS[Algorithm.ES256], key=KEYS[Algorithm.ES256])
    assert sign(prepared, right) == sign_claims(make_claims())


def test_refuses_a_private_key_that_is_not_the_card_keys() -> None:
    with pytest.raises(SignerError):
        LocalSigner(OTHER_PRIVATE_KEYS[Algorithm.ES256], key=KEYS[Algorithm.ES256])


@pytest.mark.parametrize("size", [0, 63, 65, 71])
def test_refuses_what_is_no_signature(size: int) -> None:
    prepared = prepare(make_claims(), key=KEYS[Algorithm.ES256])
    with pytest.raises(SignerError):
        sign(prepared, StubbornSigner(bytes(size)))


def test_a_signer_that_signs_something_else_is_found_by_verifying() -> None:
    prepared = prepare(make_claims(), key=KEYS[Algorithm.EDDSA])
    signed = sign(prepared, StubbornSigner(bytes(64), Algorithm.EDDSA))
    assert check(signed.digits()).word is ResultWord.NOT_AUTHENTIC


def test_writes_the_lower_twin_whatever_the_signer_returns() -> None:
    key = KEYS[Algorithm.ES256]
    signed = sign(
        prepare(make_claims(), key=key), HighSigner(PRIVATE_KEYS[Algorithm.ES256], key=key)
    )
    assert signed == sign_claims(make_claims())


def test_shows_no_holder_when_printed_in_a_log() -> None:
    assert "Ana" not in repr(sign_claims(make_claims()))
