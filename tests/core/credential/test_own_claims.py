"""Reading back a credential that the issuer kept."""

import pytest

from app.core.credential import ClaimsError, read_own_claims
from app.core.credential.cose import EnvelopeError
from tests.core.credential.material import ISSUER, make_claims, sign_claims


def test_gives_the_claims_that_were_signed() -> None:
    assert read_own_claims(sign_claims(make_claims()).cose, issuer=ISSUER) == make_claims()


def test_refuses_what_another_issuer_signed() -> None:
    with pytest.raises(ClaimsError):
        read_own_claims(sign_claims(make_claims()).cose, issuer="https://id.elsewhere.example")


def test_refuses_what_is_no_credential() -> None:
    with pytest.raises(EnvelopeError):
        read_own_claims(b"x", issuer=ISSUER)
