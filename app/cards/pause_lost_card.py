"""Pause a lost card by the tear-off code of its receipt: at once, and without saying who one is.

The code is 80 random bits, so it is all that is asked for. What was typed is never kept. Guesses of
people who are not signed in are counted for all processes together; decisions/0015 has the figures.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.audit import Act, Subject, record_event
from app.cards.change_card import CardChange, change_card
from app.cards.models import Card
from app.cards.reasons import SuspensionReason
from app.cards.repository import CardRepository
from app.core.card_number import CardNumberError, parse_tear_off_code, tear_off_digest
from app.core.lifecycle import CARD_MOVES, CardState, sources_of
from app.kit.actor import SERVICE, Doer
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import RefusedError, TooManyAttemptsError
from app.kit.repository import LimitRepository

CODES_PER_HOUR = 10_000
LIMIT = "lost_codes"
PAUSE = CardChange(
    act=Act.CARD_SUSPENDED,
    sources=sources_of(CARD_MOVES, CardState.SUSPENDED),
    target=CardState.SUSPENDED,
    reason=SuspensionReason.REPORTED_LOST.value,
    at_any_desk=True,
)


class LostCardAnswer(StrEnum):
    """What became of the card whose code was typed; nothing else is said about it."""

    PAUSED = "paused"  # by this code, or before
    OUT_OF_USE = "out_of_use"  # for good; there is nothing left to pause
    UNKNOWN = "unknown"  # no card has this code


def pause_lost_card(session: Session, typed: str, *, by: Doer, now: datetime) -> LostCardAnswer:
    """Pause the card of a tear-off code and say what became of it.

    Raises:
        RefusedError: `code_malformed`: not sixteen of our symbols.
    """
    digest = _digest_of(typed)
    session.write()
    card = CardRepository(session).lock_by_tear_off(digest)
    if card is None:
        return LostCardAnswer.UNKNOWN
    if card.state == CardState.SUSPENDED:
        if card.reason != PAUSE.reason:
            _is_lost_too(session, card, by=by, now=now)
        return LostCardAnswer.PAUSED
    if CardState(card.state) not in PAUSE.sources:
        return LostCardAnswer.OUT_OF_USE
    change_card(session, card.id, PAUSE, actor=by, now=now)
    return LostCardAnswer.PAUSED


def _is_lost_too(session: Session, card: Card, *, by: Doer, now: datetime) -> None:
    """Let a pause be that of a lost card: its holder was told so, and its 14 days begin today."""
    today = today_in(session.seals.time_zone, now)
    CardRepository(session).move(card, CardState.SUSPENDED, reason=PAUSE.reason, paused_on=today)
    subject = Subject(card_number=card.number)
    record_event(session, PAUSE.act, by=by, now=now, subject=subject, reason=PAUSE.reason)


def pause_own_lost_card(session: Session, typed: str, *, now: datetime) -> LostCardAnswer:
    """Pause a card for somebody who is not signed in; right and wrong codes alike are counted.

    Raises:
        RefusedError: `code_malformed`; that is no guess and is not counted.
        TooManyAttemptsError: `too_many_codes` were typed within this hour, whoever typed them.
    """
    _digest_of(typed)
    session.write()
    begun = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    hour = f"{begun:%Y-%m-%dT%H}"
    limits = LimitRepository(session)
    if not limits.take(LIMIT, period=hour, amount=1, limit=CODES_PER_HOUR):
        raise TooManyAttemptsError("too_many_codes", wait=begun + timedelta(hours=1) - now)
    return pause_lost_card(session, typed, by=SERVICE, now=now)


def _digest_of(typed: str) -> bytes:
    try:
        return tear_off_digest(parse_tear_off_code(typed))
    except CardNumberError as error:
        raise RefusedError("code_malformed") from error
