"""Give a partner another key; the one before ends with it."""

import secrets
from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.partners.partner_key import new_partner_key, partner_key_digest
from app.partners.repository import PartnerRepository


def rotate_partner_key(session: Session, partner_id: UUID, *, by: Doer, now: datetime) -> str:
    """Return the partner's new key, shown this once. The old one ends within seconds.

    Raises:
        NotFoundError: `no_such_partner`.
        ConflictError: `partner_closed`.
    """
    key = new_partner_key(secrets.token_bytes)
    session.write()
    partners = PartnerRepository(session)
    partner = partners.lock(partner_id)
    if partner.is_closed:
        raise ConflictError("partner_closed")
    partners.change(partner, key_digest=partner_key_digest(key))
    record_event(session, Act.PARTNER_KEY_CHANGED, by=by, now=now, subject=partner.subject)
    return key
