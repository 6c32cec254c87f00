"""The receipt with a tear-off code that pauses a lost card: made when it is drawn, never before.

It carries no name, card number, photo or birth date. Each drawing replaces the code of the last
one; only the SHA-256 of the code is kept.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.cards.repository import CardRepository
from app.core.card_number import new_tear_off_code, tear_off_digest
from app.core.lifecycle import LIVE_CARD_STATES
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.programs import active_program
from app.vault import Label, Vault


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says, and the language its holder reads."""

    tear_off_code: str
    made_on: date
    language: str
    lost_url: str


def draw_receipt(
    session: Session, card_id: UUID, *, vault: Vault, actor: Actor, now: datetime
) -> Receipt:
    """Make a new tear-off code for a card and return the receipt that shows it once.

    Raises:
        NotFoundError: no such card at this desk.
        ConflictError: the card is out of use.
    """
    session.write()
    cards = CardRepository(session)
    card = cards.lock(card_id, site=actor.site)
    if card.state not in LIVE_CARD_STATES:
        raise ConflictError(f"card_is_{card.state}")
    code = new_tear_off_code(secrets.token_bytes)
    cards.keep_tear_off(card, tear_off_digest(code))
    choices = json.loads(vault.read(session, card.application_id, Label.INTAKE) or b"{}")
    subject = Subject(card_number=card.number)
    record_event(session, Act.RECEIPT_DRAWN, by=actor, now=now, subject=subject)
    program = active_program(session, now)
    return Receipt(
        tear_off_code=code,
        made_on=program.today,
        language=choices.get("language", "en"),
        lost_url=f"{program.profile.issuer.host}/lost",
    )
