"""Take a card out of use because another one is to be made for the same approval.

A number is never on two pieces: the next card has a new number, a new place and a new token, and it
ends when this one would have ended (see `promised_dates`).
"""

from datetime import datetime
from uuid import UUID

from app.applications import ApplicationRepository
from app.audit import Act, Subject, record_event
from app.cards.change_card import CardChange, change_card
from app.cards.models import Card
from app.cards.reasons import ReprintReason, RevocationReason, SpoilReason
from app.cards.repository import CardRepository
from app.cards.reprinted_dates import promised_dates
from app.core.lifecycle import CARD_MOVES, ApplicationState, CardState, sources_of
from app.core.program import Rung
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, RefusedError
from app.programs import active_program
from app.vault import Vault

# What was revoked as one of these, or because nobody fetched it, may be made again.
ASKED_FOR_AGAIN = frozenset(
    {"", RevocationReason.LOST, RevocationReason.TAKEN, RevocationReason.DAMAGED}
)
CHANGES = {
    ReprintReason.DAMAGED_IN_PRINTING: CardChange(
        act=Act.CARD_SPOILED,
        sources=frozenset({CardState.PRINTED}),
        target=CardState.SPOILED,
        reason=SpoilReason.PRINT_FAULT.value,
    ),
    ReprintReason.DAMAGED: CardChange(
        act=Act.CARD_REPLACED,
        sources=sources_of(CARD_MOVES, CardState.REPLACED),
        target=CardState.REPLACED,
        reason=RevocationReason.DAMAGED.value,
    ),
    ReprintReason.LOST: CardChange(
        act=Act.CARD_REVOKED,
        sources=sources_of(CARD_MOVES, CardState.REVOKED) - {CardState.ISSUED},
        target=CardState.REVOKED,
        reason=RevocationReason.LOST.value,
    ),
    ReprintReason.TAKEN: CardChange(
        act=Act.CARD_REVOKED,
        sources=sources_of(CARD_MOVES, CardState.REVOKED) - {CardState.ISSUED},
        target=CardState.REVOKED,
        reason=RevocationReason.TAKEN.value,
    ),
}


def replace_card(
    session: Session,
    card_id: UUID,
    *,
    reason: ReprintReason,
    vault: Vault,
    actor: Actor,
    now: datetime,
) -> Card:
    """End a card and put its application back to approved, so that the next one can be made.

    A card that was revoked as lost, taken or damaged before stays as it is; only its application
    moves. Of two desks that ask at once, one is refused.

    Raises:
        NotFoundError: no such card at this desk.
        ConflictError: the card's state does not go with the reason, its application is not issued,
            or its holder has another card by now.
        RefusedError: `card_has_ended`: a new application is needed; `rung_not_enforced`.
        UnavailableError: `card_data_not_kept`: another card cannot be made from what is kept.
    """
    session.write()
    if active_program(session, now).profile.retention.rung is not Rung.R4:
        raise RefusedError("rung_not_enforced")
    cards, applications = CardRepository(session), ApplicationRepository(session)
    card = cards.lock(card_id, site=actor.site)
    application = applications.lock_by_id(card.application_id)
    promised_dates(session, card, vault=vault, now=now)
    if card.state == CardState.REVOKED:
        _require_asked_for_again(cards, card)
    else:
        _require_on_paper(card, reason)
        change_card(session, card_id, CHANGES[reason], actor=actor, now=now)
    applications.move(application, ApplicationState.APPROVED)
    subject = Subject(card_number=card.number)
    record_event(
        session, Act.REPRINT_ORDERED, by=actor, now=now, subject=subject, reason=reason.value
    )
    return card


def may_be_replaced(card: Card) -> bool:
    """Say whether another card may be asked for, whatever the reason will be.

    One that is still to be printed is spoiled at the printer instead.
    """
    if card.state == CardState.REVOKED:
        return card.reason in ASKED_FOR_AGAIN
    return card.state in {CardState.PRINTED, CardState.ACTIVE, CardState.SUSPENDED}


def _require_on_paper(card: Card, reason: ReprintReason) -> None:
    if card.paused_from == CardState.ISSUED:
        raise ConflictError("card_is_issued")
    if reason not in CHANGES:
        raise ConflictError(f"card_is_{card.state}")


def _require_asked_for_again(cards: CardRepository, card: Card) -> None:
    if card.reason not in ASKED_FOR_AGAIN:
        raise ConflictError("card_is_revoked")
    if cards.live_card_of(card.applicant_id) is not None:
        raise ConflictError("person_holds_a_card")
