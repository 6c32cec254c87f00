"""Card keys and the set that a verifier trusts."""

import pytest

from app.core.credential import Algorithm, CardKey, TrustedKeys, thumbprint
from tests.core.credential.material import (
    ALGORITHMS,
    KEYS,
    OTHER_PRIVATE_KEYS,
    PRIVATE_KEYS,
    card_key,
)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_id_and_algorithm_follow_from_the_public_key(algorithm: Algorithm) -> None:
    public_key = PRIVATE_KEYS[algorithm].public_key()
    key = CardKey.of(public_key, issuer="https://x.example", sign_until=1, verify_until=2)
    assert key.kid == thumbprint(public_key)[:4]
    assert key.alg is algorithm


@pytest.mark.parametrize(
    ("algorithm", "agreeing"),
    [(Algorithm.ES256, {-7, -9}), (Algorithm.EDDSA, {-8, -19})],
    ids=["ES256", "EdDSA"],
)
def test_agrees_with_both_names_of_its_algorithm(algorithm: Algorithm, agreeing: set[int]) -> None:
    key = KEYS[algorithm]
    assert {number for number in range(-300, 300) if key.agrees_with(number)} == agreeing


def test_finds_every_key_with_an_id() -> None:
    first = KEYS[Algorithm.ES256]
    clashing = card_key(OTHER_PRIVATE_KEYS[Algorithm.ES256], kid=first.kid)
    other = KEYS[Algorithm.EDDSA]
    keys = TrustedKeys([first, other, clashing])
    assert keys.with_id(first.kid) == (first, clashing)
    assert keys.with_id(other.kid) == (other,)
    assert keys.with_id(b"none") == ()
    assert TrustedKeys().with_id(first.kid) == ()
