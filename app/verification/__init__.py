"""Checking cards from memory, and counts that name no card."""

from app.verification.check_card import Check, check_card
from app.verification.counts import CheckCounts
from app.verification.models import SignedList, VerificationCount
from app.verification.publish_lists import ListPublisher, publish_lists
from app.verification.repository import SignedListRepository
from app.verification.snapshot import Snapshot, SnapshotKeeper, read_snapshot

__all__ = [
    "Check",
    "CheckCounts",
    "ListPublisher",
    "SignedList",
    "SignedListRepository",
    "Snapshot",
    "SnapshotKeeper",
    "VerificationCount",
    "check_card",
    "publish_lists",
    "read_snapshot",
]
