"""What a compromised key signed while it was in our hands alone."""

from datetime import datetime

from app.audit import cards_issued_before
from app.cards.repository import CardRepository
from app.kit.db import Session


def accepted_digests(session: Session, kid: bytes, *, before: datetime) -> frozenset[bytes]:
    """Return the digests of the cards that a key signed before a moment.

    The register says what was signed and the audit log when; a row that something else wrote, or
    that the log does not know, counts for nothing.
    """
    issued = cards_issued_before(session, before)
    signed = CardRepository(session).digests_of(kid)
    return frozenset(digest for number, digest in signed if number in issued)
