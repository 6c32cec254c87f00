"""Checking cards from memory, and counts that name no card."""

from app.verification.check_card import Check, check_card
from app.verification.counts import CheckCounts
from app.verification.models import VerificationCount
from app.verification.snapshot import Snapshot, SnapshotKeeper, read_snapshot

__all__ = [
    "Check",
    "CheckCounts",
    "Snapshot",
    "SnapshotKeeper",
    "VerificationCount",
    "check_card",
    "read_snapshot",
]
