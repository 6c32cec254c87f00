"""Keep a card's place in the status list in step with its state."""

from app.cards.models import Card
from app.cards.status_repository import StatusRepository
from app.core.lifecycle import CardState, status_value
from app.core.program import ProgramProfile, ValidFrom
from app.kit.db import Session


def show_status(session: Session, card: Card, *, profile: ProgramProfile) -> None:
    """Write the value that checks see."""
    from_pickup = profile.validity.valid_from is ValidFrom.PICKUP
    value = status_value(CardState(card.state), valid_from_pickup=from_pickup)
    StatusRepository(session).set_value(card.status_list, card.status_index, value)
