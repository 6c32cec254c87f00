"""Partners: their agreements, keys and daily quotas."""

from app.partners.add_partner import Agreement, NewPartner, add_partner
from app.partners.close_partner import close_partner
from app.partners.models import AnswerField, Partner
from app.partners.open_partners import PartnerAccess, open_partners
from app.partners.partner_key import KEY_PREFIX, partner_key_digest
from app.partners.repository import PartnerRepository
from app.partners.rotate_partner_key import rotate_partner_key

__all__ = [
    "KEY_PREFIX",
    "Agreement",
    "AnswerField",
    "NewPartner",
    "Partner",
    "PartnerAccess",
    "PartnerRepository",
    "add_partner",
    "close_partner",
    "open_partners",
    "partner_key_digest",
    "rotate_partner_key",
]
