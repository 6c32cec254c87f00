"""The card keys that online checks believe, and of compromised ones what they may be believed for.

The register knows every card that was issued. Of a key that is in other hands as well, what was
issued before stays good, and nothing else that it signs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from app.audit import Recorded
from app.cards import accepted_digests
from app.core.credential import TrustedKeys
from app.keys import IssuerKey, KeyRepository, KeyRole, card_key
from app.kit.db import Session

SETTLED_AFTER = timedelta(minutes=1)
"""Cards that were being issued when a key was marked are committed by then."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The digests a compromised key is good for, and when they were first looked up."""

    since: datetime
    digests: frozenset[bytes]


AcceptedByKey = Mapping[tuple[UUID, datetime], Accepted]
"""By row of the key and moment of the compromise."""


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """Every card key of this issuer, and what was looked up for the compromised ones."""

    keys: TrustedKeys
    accepted: AcceptedByKey


def known_card_keys(
    session: Session, *, old: AcceptedByKey, recorded: Recorded, now: datetime
) -> KnownKeys:
    """Return every card key; a compromised one with the digests it is good for.

    A row that is older than the audit log says was put back, perhaps to undo a compromise: its key
    is not known at all, until it is marked again.
    """
    keys_written = KeyRepository(session).trusted(KeyRole.CARD)
    rows = [row for row in keys_written if not recorded.has_newer(row)]
    accepted = {
        (row.id, row.compromised_at): _accepted(session, row, row.compromised_at, old, now)
        for row in rows
        if row.compromised_at is not None
    }
    keys = TrustedKeys(
        card_key(row)
        if row.compromised_at is None
        else replace(card_key(row), accepted_digests=accepted[row.id, row.compromised_at].digests)
        for row in rows
    )
    return KnownKeys(keys, accepted)


def _accepted(
    session: Session, row: IssuerKey, moment: datetime, old: AcceptedByKey, now: datetime
) -> Accepted:
    """Look the digests up, or go on with those of before: what was issued then changes no more."""
    known = old.get((row.id, moment))
    if known is not None and now - known.since >= SETTLED_AFTER:
        return known
    since = now if known is None else known.since
    return Accepted(since, accepted_digests(session, before=moment))
