"""Read the code of a card that was just printed, to compare it with the token that is kept."""

from app.core.credential.claims import ClaimsError, decode_claims
from app.core.credential.cose import EnvelopeError, open_envelope
from app.core.credential.wire import ScannedText, WireError, read_text


class PrintedCodeError(ValueError):
    """The text is no code of this issuer."""


def read_printed_code(text: ScannedText, *, issuer: str) -> tuple[str, bytes]:
    """Return card number and token of a scanned text; no signature is checked.

    Whoever asks compares the token, byte for byte, with the one that was verified when it was made.

    Raises:
        PrintedCodeError: not a code, or not one of this issuer.
    """
    try:
        cose = read_text(text)
        claims = decode_claims(open_envelope(cose).payload, issuer=issuer)
    except (WireError, EnvelopeError, ClaimsError) as error:
        raise PrintedCodeError from error
    return claims.card_number, cose
