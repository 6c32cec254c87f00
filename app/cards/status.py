"""Keep a card's place in the status list in step with its state."""

from app.cards.models import Card
from app.cards.repository import StatusRepository
from app.core.lifecycle import CardState, status_value
from app.core.program import ProgramProfile, ValidFrom
from app.kit.db import Session
from app.kit.repository import RegisterVersionRepository


def show_status(session: Session, card: Card, *, profile: ProgramProfile) -> None:
    """Write the value that checks see, and tell every process that the register has changed."""
    from_pickup = profile.validity.valid_from is ValidFrom.PICKUP
    value = status_value(CardState(card.state), valid_from_pickup=from_pickup)
    statuses = StatusRepository(session)
    has_changed = statuses.set_value(card.status_list, card.status_index, value)
    # In a list whose other indices read revoked, a card's first "valid" is a change too.
    if has_changed or statuses.is_closed_world(card.status_list):
        RegisterVersionRepository(session).bump()
