"""Change the state of one card: lock, compare, swap, show it to checks, put it on record."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.cards.models import Card
from app.cards.repository import CardRepository
from app.cards.status import show_status
from app.core.lifecycle import CardState
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.programs import active_program


@dataclass(frozen=True, slots=True)
class CardChange:
    """One kind of change: from which states, to which, under which name, for which reason.

    Without a target the card goes back to the state it was suspended from.
    """

    act: Act
    sources: frozenset[CardState]
    target: CardState | None
    reason: str = ""
    at_any_desk: bool = False


def change_card(
    session: Session, card_id: UUID, change: CardChange, *, actor: Doer, now: datetime
) -> Card:
    """Carry a change out and return the card.

    Raises:
        NotFoundError: no such card at this desk.
        ConflictError: `card_is_` and its state, where that state does not allow the change.
    """
    session.write()
    cards = CardRepository(session)
    card = cards.lock(card_id, site="" if change.at_any_desk else actor.site)
    if CardState(card.state) not in change.sources:
        raise ConflictError(f"card_is_{card.state}")
    target = change.target or CardState(card.paused_from)
    program = active_program(session, now)
    is_pause = target is CardState.SUSPENDED
    cards.move(
        card,
        target,
        paused_from=card.state if is_pause else "",
        paused_on=program.today if is_pause else None,
        reason=change.reason,
    )
    show_status(session, card, profile=program.profile)
    subject = Subject(card_number=card.number)
    record_event(session, change.act, by=actor, now=now, subject=subject, reason=change.reason)
    return card
