"""End an agreement: the partner's key answers no more."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.partners.repository import PartnerRepository


def close_partner(session: Session, partner_id: UUID, *, by: Doer, now: datetime) -> None:
    """Close a partner within seconds and for good; its row stays, since counts name it.

    Raises:
        NotFoundError: `no_such_partner`.
        ConflictError: `partner_closed` already.
    """
    session.write()
    partners = PartnerRepository(session)
    partner = partners.lock(partner_id)
    if partner.is_closed:
        raise ConflictError("partner_closed")
    partners.change(partner, is_closed=True)
    record_event(session, Act.PARTNER_CLOSED, by=by, now=now, subject=partner.subject)
