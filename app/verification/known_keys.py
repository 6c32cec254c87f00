"""The card keys that online checks believe, and of compromised ones what they may be believed for.

The register knows every card that was issued. Of a key that is in other hands as well, the cards
that it signed before stay good, and nothing else that it signs.
"""

from dataclasses import replace

from app.cards import accepted_digests
from app.core.credential import CardKey, TrustedKeys
from app.keys import IssuerKey, KeyRepository, KeyRole, card_key
from app.kit.db import Session


def known_card_keys(session: Session) -> TrustedKeys:
    """Return every card key of this issuer; a compromised one with the digests it is good for."""
    rows = KeyRepository(session).trusted(KeyRole.CARD)
    return TrustedKeys(_known(session, row) for row in rows)


def _known(session: Session, row: IssuerKey) -> CardKey:
    key = card_key(row)
    if row.compromised_at is None:
        return key
    digests = accepted_digests(session, row.kid, before=row.compromised_at)
    return replace(key, accepted_digests=digests)
