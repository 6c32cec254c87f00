"""Register a partner under its agreement and make its key."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.partners.models import AnswerField, Partner
from app.partners.partner_key import new_partner_key, partner_key_digest
from app.partners.repository import PartnerRepository


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed with a partner; `contact_role` is a role or an office, never a person."""

    name: str
    contact_role: str
    agreed_on: date
    fields: frozenset[AnswerField]
    daily_quota: int


@dataclass(frozen=True, slots=True)
class NewPartner:
    """A partner just registered; its key is shown this once."""

    id: UUID
    key: str


def add_partner(session: Session, agreement: Agreement, *, by: Doer, now: datetime) -> NewPartner:
    """Register a partner; its key answers within seconds."""
    key = new_partner_key(secrets.token_bytes)
    partner = Partner(
        id=uuid4(),
        name=agreement.name,
        contact_role=agreement.contact_role,
        agreed_on=agreement.agreed_on,
        sees_please_visit=AnswerField.PLEASE_VISIT in agreement.fields,
        daily_quota=agreement.daily_quota,
        key_digest=partner_key_digest(key),
        is_closed=False,
        version=1,
    )
    session.write()
    PartnerRepository(session).add(partner)
    record_event(session, Act.PARTNER_ADDED, by=by, now=now, subject=partner.subject)
    return NewPartner(id=partner.id, key=key)
