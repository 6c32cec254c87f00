"""Sign first: this is to be destroyed or wiped, and I was there."""

from datetime import datetime
from uuid import uuid4

from app.audit import Act, record_event
from app.core.disposal import DisposalKind, DisposalState
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.printing.disposals.models import Disposal
from app.printing.disposals.repository import DisposalRepository


def open_disposal(
    session: Session,
    kind: DisposalKind,
    *,
    count: int,
    site: str,
    name: str = "",
    actor: Actor,
    now: datetime,
) -> Disposal:
    """Return a new paper under one signature; it counts once another person has signed."""
    session.write()
    disposal = Disposal(
        id=uuid4(),
        site=site,
        kind=kind.value,
        count=count,
        name=name,
        state=DisposalState.OPEN.value,
        first_person_id=actor.person_id,
        second_person_id=None,
        opened_on=today_in(session.seals.time_zone, now),
        done_on=None,
        version=1,
    )
    DisposalRepository(session).add(disposal)
    subject = disposal.subject
    record_event(
        session, Act.DISPOSAL_OPENED, by=actor, now=now, subject=subject, reason=kind.value
    )
    return disposal
