"""The partners whose keys count, as every process holds them in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.audit import Recorded
from app.kit.db import Session
from app.partners.models import AnswerField
from app.partners.repository import PartnerRepository


@dataclass(frozen=True, slots=True)
class PartnerAccess:
    """What a partner's key is good for."""

    id: UUID
    daily_quota: int
    fields: frozenset[AnswerField]


def open_partners(session: Session, *, recorded: Recorded) -> Mapping[bytes, PartnerAccess]:
    """Return what each key is good for, by the key's digest; `recorded` was read before."""
    return {
        partner.key_digest: PartnerAccess(partner.id, partner.daily_quota, partner.fields)
        for partner in PartnerRepository(session).open_ones(recorded=recorded)
    }
