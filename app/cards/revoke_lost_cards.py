"""Revoke cards that were reported lost and that nobody brought to a desk within 14 days."""

from datetime import datetime, timedelta
from itertools import islice

from app.audit import Act
from app.cards.change_card import CardChange, change_card
from app.cards.reasons import RevocationReason, SuspensionReason
from app.cards.repository import CardRepository
from app.cards.status_repository import StatusRepository
from app.core.lifecycle import CardState
from app.kit.actor import SERVICE
from app.kit.clock import today_in
from app.kit.db import Session

DAYS_TO_LIFT = timedelta(days=14)
AT_A_TIME = 200  # one transaction of the worker must end well within its lease
LAPSE = CardChange(
    act=Act.CARD_REVOKED,
    sources=frozenset({CardState.SUSPENDED}),
    target=CardState.REVOKED,
    reason=RevocationReason.LOST.value,
    at_any_desk=True,
)


def revoke_lost_cards(session: Session, *, now: datetime) -> int:
    """Revoke what was paused more than 14 days ago; return how many cards that were.

    The last of the 14 days still counts. Rows that something else changed are left to
    `tessera doctor`: nothing is decided by them.
    """
    session.write()
    last = today_in(session.seals.time_zone, now) - DAYS_TO_LIFT
    lost = CardRepository(session).paused_before(last, reason=SuspensionReason.REPORTED_LOST)
    places = StatusRepository(session)
    can_be_shown = (
        card.id for card in lost if places.is_as_written(card.status_list, card.status_index)
    )
    due = list(islice(can_be_shown, AT_A_TIME))
    for card_id in due:
        change_card(session, card_id, LAPSE, actor=SERVICE, now=now)
    return len(due)
