"""Read a credential this issuer keeps itself, to print it again."""

from app.core.credential.claims import CardClaims, decode_claims
from app.core.credential.cose import open_envelope


def read_own_claims(cose: bytes, *, issuer: str) -> CardClaims:
    """Return the claims of a credential that was verified when it was made and sealed since.

    Raises:
        EnvelopeError: not a credential.
        ClaimsError: not one of this issuer.
    """
    return decode_claims(open_envelope(cose).payload, issuer=issuer)
