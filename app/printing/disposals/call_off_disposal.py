"""Take a first signature back: nothing was destroyed."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.core.disposal import DisposalState
from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.disposals.models import Disposal
from app.printing.disposals.repository import DisposalRepository


def call_off_disposal(
    session: Session, disposal_id: UUID, *, actor: Actor, now: datetime
) -> Disposal:
    """Close a paper that has one signature; what it was about lies where it lay.

    Raises:
        NotFoundError: no such paper at this desk.
        ConflictError: it is done or called off.
    """
    session.write()
    disposals = DisposalRepository(session)
    disposal = disposals.lock(disposal_id, site=actor.site)
    disposals.move(disposal, DisposalState.CALLED_OFF)
    record_event(
        session,
        Act.DISPOSAL_CALLED_OFF,
        by=actor,
        now=now,
        subject=disposal.subject,
        reason=disposal.kind,
    )
    return disposal
