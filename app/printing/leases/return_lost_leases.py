"""Take back the cards whose agent did not come round to them in time."""

from datetime import datetime

from app.kit.db import Session
from app.printing.batches import give_back
from app.printing.leases.repository import LeaseRepository


def return_lost_leases(session: Session, *, now: datetime) -> int:
    """Queue cards again whose lease ended before anything was committed; return how many.

    A card that was committed to a printer never comes back by itself: somebody looks for it.
    """
    lost = LeaseRepository(session).lost(now)
    for placed in lost:
        give_back(session, placed)
    return len(lost)
