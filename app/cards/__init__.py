"""The card register: issue, suspend, lift, revoke, hand over; places in the status lists."""

from app.cards.accepted_digests import accepted_digests
from app.cards.close_status_lists import close_status_lists, require_compromised_card_key
from app.cards.draw_receipt import Receipt, draw_receipt
from app.cards.end_unfetched_card import end_unfetched_card
from app.cards.find_broken_cards import CardFault, find_broken_cards
from app.cards.hand_over_card import hand_over_card
from app.cards.issue_card import Issuing, issue_card
from app.cards.lift_card import lift_card
from app.cards.models import Card
from app.cards.pause_lost_card import LostCardAnswer, pause_lost_card, pause_own_lost_card
from app.cards.reasons import ReprintReason, RevocationReason, SpoilReason, SuspensionReason
from app.cards.replace_card import replace_card
from app.cards.repository import CardRepository
from app.cards.resign_cards import AffectedCards, affected_cards, resign_card
from app.cards.revoke_card import revoke_card
from app.cards.revoke_lost_cards import revoke_lost_cards
from app.cards.settle_print import mark_card_printed, spoil_card
from app.cards.status_repository import LIST_ENTRIES, StatusRepository
from app.cards.suspend_card import suspend_card

__all__ = [
    "LIST_ENTRIES",
    "AffectedCards",
    "Card",
    "CardFault",
    "CardRepository",
    "Issuing",
    "LostCardAnswer",
    "Receipt",
    "ReprintReason",
    "RevocationReason",
    "SpoilReason",
    "StatusRepository",
    "SuspensionReason",
    "accepted_digests",
    "affected_cards",
    "close_status_lists",
    "draw_receipt",
    "end_unfetched_card",
    "find_broken_cards",
    "hand_over_card",
    "issue_card",
    "lift_card",
    "mark_card_printed",
    "pause_lost_card",
    "pause_own_lost_card",
    "replace_card",
    "require_compromised_card_key",
    "resign_card",
    "revoke_card",
    "revoke_lost_cards",
    "spoil_card",
    "suspend_card",
]
