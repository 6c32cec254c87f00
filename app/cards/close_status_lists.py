"""After a key compromise: let every index that no card has read revoked.

A card made with the taken key then has to name the place of a card that is in use. The switch tells
how many cards there are, so it is refused while no key is compromised.
"""

from datetime import datetime

from app.audit import Act, record_event
from app.cards.status_repository import StatusRepository
from app.keys import KeyRepository, KeyRole, KeyStanding
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError


def close_status_lists(session: Session, *, by: Doer, now: datetime) -> list[int]:
    """Throw the switch and return the numbers of the lists that changed.

    Raises:
        ConflictError: `no_card_key_is_compromised`.
    """
    session.write()
    require_compromised_card_key(session)
    changed = StatusRepository(session).close_world()
    record_event(session, Act.STATUS_LISTS_CLOSED, by=by, now=now)
    return changed


def require_compromised_card_key(session: Session) -> None:
    """See that the lists may be closed.

    Raises:
        ConflictError: `no_card_key_is_compromised`.
    """
    keys = KeyRepository(session).all(KeyRole.CARD)
    if all(key.standing != KeyStanding.COMPROMISED for key in keys):
        raise ConflictError("no_card_key_is_compromised")
