"""See that a signed credential is what was prepared, as a verifier would."""

from app.core.credential import (
    PreparedCredential,
    ResultWord,
    ScannedText,
    SignedCredential,
    TrustedKeys,
    verify,
)
from app.core.lifecycle import VALID
from app.kit.errors import UnavailableError


def require_as_prepared(signed: SignedCredential, prepared: PreparedCredential) -> None:
    """Verify a credential at its first second and compare its claims.

    Raises:
        UnavailableError: `signed_card_does_not_verify`.
    """
    verdict = verify(
        ScannedText(signed.text(prepared.claims.issuer)),
        keys=TrustedKeys([prepared.key]),
        status=lambda _issuer, _list, _index: VALID,
        now=prepared.claims.valid_from,
    )
    if verdict.word is not ResultWord.VALID or verdict.claims != prepared.claims:
        raise UnavailableError("signed_card_does_not_verify")
