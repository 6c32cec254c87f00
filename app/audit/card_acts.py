"""What the log says was done to cards, in order: the second opinion on the card register."""

import json
from collections.abc import Iterator
from datetime import datetime

from app.audit.acts import Act, Outcome
from app.audit.record_event import CARD_OBJECT
from app.audit.repository import AuditRepository
from app.kit.db import Session


def card_acts(session: Session) -> Iterator[tuple[str, Act]]:
    """Return card number and act of every entry about a card, first to last."""
    for number, entry in _card_entries(session):
        yield number, Act(entry["act"])


def cards_issued_before(session: Session, moment: datetime) -> frozenset[str]:
    """Return the numbers of cards whose issuing the log dates before a moment.

    The log knows the minute; a card of the moment's own minute counts as before it, if the moment
    is not the minute's first.
    """
    return frozenset(
        number
        for number, entry in _card_entries(session)
        if entry["act"] == Act.CARD_ISSUED and datetime.fromisoformat(entry["at"]) < moment
    )


def _card_entries(session: Session) -> Iterator[tuple[str, dict[str, str]]]:
    for leaf in AuditRepository(session).leaves():
        entry = json.loads(leaf)
        kind, _, number = entry["object"].partition(":")
        if kind == CARD_OBJECT and entry["outcome"] == Outcome.DONE:
            yield number, entry
