"""Checking cards from memory, and counts that name no card."""

from app.verification.check_card import Check, check_card
from app.verification.counts import CheckCounts
from app.verification.models import SignedList, VerificationCount
from app.verification.number import TypedNumber, check_number
from app.verification.publish_lists import ListPublisher, publish_lists
from app.verification.quotas import PartnerQuotas
from app.verification.repository import SignedListRepository
from app.verification.snapshot import Snapshot, SnapshotKeeper, read_snapshot

__all__ = [
    "Check",
    "CheckCounts",
    "ListPublisher",
    "PartnerQuotas",
    "SignedList",
    "SignedListRepository",
    "Snapshot",
    "SnapshotKeeper",
    "TypedNumber",
    "VerificationCount",
    "check_card",
    "check_number",
    "publish_lists",
    "read_snapshot",
]
