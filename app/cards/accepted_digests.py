"""What was issued before a moment, whichever key signed it."""

from datetime import datetime

from app.audit import cards_issued_before
from app.cards.repository import CardRepository
from app.kit.db import Session


def accepted_digests(session: Session, *, before: datetime) -> frozenset[bytes]:
    """Return the digests of the cards that were issued before a moment.

    The register says what was signed and the audit log when; a row that something else wrote, or
    that the log does not know, counts for nothing. Who signs such a payload with a key that was
    taken has only copied a genuine card.
    """
    issued = cards_issued_before(session, before)
    signed = CardRepository(session).digests()
    return frozenset(digest for number, digest in signed if number in issued)
