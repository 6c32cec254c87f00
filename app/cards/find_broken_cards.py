"""Compare every card with its MAC, with the audit log, and with its place in the status list.

A MAC shows a row that something else wrote. It does not show an old row put back together with its
old MAC; the log does, since it says what was done to the card last.
"""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from app.audit import Act, card_acts
from app.cards.models import Card
from app.cards.repository import CardRepository
from app.cards.status_repository import StatusRepository
from app.core.lifecycle import CardState, status_value
from app.kit.db import Session

STATE_AFTER = {
    Act.CARD_ISSUED: CardState.ISSUED,
    Act.CARD_PRINTED: CardState.PRINTED,
    Act.CARD_HANDED_OVER: CardState.ACTIVE,
    Act.CARD_SPOILED: CardState.SPOILED,
    Act.CARD_REPLACED: CardState.REPLACED,
    Act.CARD_SUSPENDED: CardState.SUSPENDED,
    Act.CARD_REVOKED: CardState.REVOKED,
}


class CardFault(StrEnum):
    """What is wrong with a card's rows."""

    CHANGED = "changed"  # the row lacks a matching MAC
    NOT_AS_RECORDED = "not_as_recorded"  # the log says it stands elsewhere
    PLACE_DIFFERS = "place_differs"  # checks are told something else


def find_broken_cards(
    session: Session, *, valid_from_pickup: bool
) -> Iterator[tuple[UUID, CardFault]]:
    """Return row id and fault of every card whose rows do not agree; the first fault of each."""
    recorded = _recorded_states(session)
    shown = StatusRepository(session).every_value()
    for card, is_as_written in CardRepository(session).every_card():
        place = shown.get((card.status_list, card.status_index))
        if not is_as_written:
            yield card.id, CardFault.CHANGED
        elif recorded.get(card.number) != card.state:
            yield card.id, CardFault.NOT_AS_RECORDED
        elif place != _value(card, valid_from_pickup=valid_from_pickup):
            yield card.id, CardFault.PLACE_DIFFERS


def _recorded_states(session: Session) -> dict[str, CardState]:
    states: dict[str, CardState] = {}
    before_pause: dict[str, CardState] = {}
    for number, act in card_acts(session):
        if act is Act.CARD_SUSPENDED:
            before_pause[number] = states[number]
        if act is Act.CARD_LIFTED:
            states[number] = before_pause[number]
        elif act in STATE_AFTER:
            states[number] = STATE_AFTER[act]
    return states


def _value(card: Card, *, valid_from_pickup: bool) -> int:
    return status_value(CardState(card.state), valid_from_pickup=valid_from_pickup)
