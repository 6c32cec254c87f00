"""Sign second: I was there too, and I am another person."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, RefusedAct, record_event
from app.core.disposal import DisposalState
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import ForbiddenError
from app.printing.disposals.models import Disposal
from app.printing.disposals.repository import DisposalRepository


def confirm_disposal(
    session: Session, disposal_id: UUID, *, actor: Actor, now: datetime
) -> Disposal:
    """Put the second signature under a paper; from here it is done and never changes.

    Raises:
        NotFoundError: no such paper at this desk.
        ForbiddenError: `second_person_needed`: the first signature is of the same person, whatever
            account was used. That is on record.
        ConflictError: it is done or called off.
    """
    session.write()
    disposals = DisposalRepository(session)
    disposal = disposals.lock(disposal_id, site=actor.site)
    subject = disposal.subject
    if disposal.first_person_id == actor.person_id:
        refused = RefusedAct(
            Act.DISPOSAL_CONFIRMED, by=actor, reason="second_person_needed", subject=subject
        )
        raise ForbiddenError("second_person_needed", event=refused)
    today = today_in(session.seals.time_zone, now)
    disposals.move(disposal, DisposalState.DONE, second_person_id=actor.person_id, done_on=today)
    record_event(
        session,
        Act.DISPOSAL_CONFIRMED,
        by=actor,
        now=now,
        subject=disposal.subject,
        reason=disposal.kind,
    )
    return disposal
