"""What the log says was done to cards, in order: the second opinion on the card register."""

import json
from collections.abc import Iterator

from app.audit.acts import Act, Outcome
from app.audit.record_event import CARD_OBJECT
from app.audit.repository import AuditRepository
from app.kit.db import Session


def card_acts(session: Session) -> Iterator[tuple[str, Act]]:
    """Return card number and act of every entry about a card, first to last."""
    for leaf in AuditRepository(session).leaves():
        entry = json.loads(leaf)
        kind, _, number = entry["object"].partition(":")
        if kind == CARD_OBJECT and entry["outcome"] == Outcome.DONE:
            yield number, Act(entry["act"])
