"""Give a card that is under lease back to the queue: nothing of it was committed to a printer."""

from app.core.lifecycle import PrintJobState
from app.kit.db import Session
from app.printing.batches.repository import Placed
from app.printing.repository import PrintJobRepository


def give_back(session: Session, placed: Placed) -> None:
    """End the lease of a card, so that its agent can do nothing with it any more.

    Raises:
        ConflictError: it was committed meanwhile.
    """
    PrintJobRepository(session).move(placed.job, PrintJobState.QUEUED)
    position = placed.position
    position.agent_id = position.lease_id = position.leased_until = None
    session.flush()
