"""Can this card be relied on? Pure: keys, status values and the time are arguments.

The step numbers are those of FORMAT.md, here and in the browser's verifier.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from app.core.credential import labels
from app.core.credential.claims import CardClaims, ClaimsError, decode_claims
from app.core.credential.cose import Envelope, EnvelopeError, open_envelope
from app.core.credential.keys import CardKey, TrustedKeys
from app.core.credential.verdict import ResultWord, Verdict, VerifiedClaims
from app.core.credential.wire import ScannedText, WireError, read_text

CLOCK_LEEWAY_SECONDS: Final = 300

StatusLookup: TypeAlias = Callable[[str, int, int], int | None]
"""Returns the status value for (issuer, list, index), or None when no usable list answers."""


class _RejectedError(Exception):
    """Ends the check with a word."""

    def __init__(self, word: ResultWord) -> None:
        super().__init__(word.value)
        self.word = word


def verify(text: ScannedText, *, keys: TrustedKeys, status: StatusLookup, now: int) -> Verdict:
    """Check the credential in `text` at `now` (whole seconds UTC). Never raises for bad input."""
    try:
        # (1) Read the text: digits at its end, or Base45. The address is ignored.
        # (2) Take the COSE_Sign1 apart; one shape, one encoding.
        envelope = _open(text)
        # (3) Find the trusted card keys with its key id.
        candidates = keys.with_id(envelope.key_id)
        _require(bool(candidates), ResultWord.UNKNOWN_KEY)
        # (4) Check algorithm and signature, and of a compromised key that the register knows the
        #     payload. Nothing inside was read until here.
        key = _find_signing_key(envelope, candidates)
        # (5) Read the claims; exactly ours, for this issuer, within what the key may sign.
        claims = _read_claims(envelope.payload, key)
        # (6) Has it begun? A verifier's clock may be a little slow.
        _require(now >= claims.valid_from - CLOCK_LEEWAY_SECONDS, ResultWord.NOT_YET_VALID)
        # (7) Has it ended? No leeway: the card names its last day.
        _require(now < claims.expires_at, ResultWord.EXPIRED)
    except _RejectedError as rejection:
        return Verdict(word=rejection.word)
    # (8) Ask the status list.
    value = status(claims.issuer, claims.status_list, claims.status_index)
    return _judge_status(value, claims)


def _require(condition: bool, otherwise: ResultWord) -> None:  # noqa: FBT001 - reads as a sentence
    if not condition:
        raise _RejectedError(otherwise)


def _open(text: ScannedText) -> Envelope:
    try:
        return open_envelope(read_text(text))
    except (WireError, EnvelopeError):
        raise _RejectedError(ResultWord.UNREADABLE) from None


def _find_signing_key(envelope: Envelope, candidates: tuple[CardKey, ...]) -> CardKey:
    for key in candidates:
        if key.made(envelope) and key.accepts(envelope.payload):
            return key
    raise _RejectedError(ResultWord.NOT_AUTHENTIC)


def _read_claims(payload: bytes, key: CardKey) -> CardClaims:
    try:
        claims = decode_claims(payload, issuer=key.issuer)
    except ClaimsError:
        raise _RejectedError(ResultWord.NOT_AUTHENTIC) from None
    # A card never outlives its key: whoever gets hold of an old key later gains nothing.
    _require(claims.expires_at <= key.verify_until, ResultWord.NOT_AUTHENTIC)
    return claims


def _judge_status(value: int | None, claims: CardClaims) -> Verdict:
    if value in (None, labels.STATUS_VALID, labels.STATUS_PLEASE_VISIT):
        return Verdict(
            word=ResultWord.VALID,
            claims=VerifiedClaims(claims),
            please_visit=value == labels.STATUS_PLEASE_VISIT,
            status_known=value is not None,
        )
    # A value that has no meaning here is treated like the worst one.
    suspended = value == labels.STATUS_SUSPENDED
    return Verdict(
        word=ResultWord.SUSPENDED if suspended else ResultWord.REVOKED, status_known=True
    )
