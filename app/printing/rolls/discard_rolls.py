"""Sign first under the destruction of ribbon and film."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.core.disposal import DisposalKind
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.printing.disposals import Disposal, open_disposal, site_of
from app.printing.rolls.repository import RollRepository

AT_A_TIME = 50


def discard_rolls(
    session: Session, roll_ids: Sequence[UUID], *, actor: Actor, now: datetime
) -> Disposal:
    """Open the paper under which two people destroy these rolls.

    Raises:
        RefusedError: `nothing_chosen`, `too_many_chosen`, or `desk_needed`.
        NotFoundError: `no_such_roll` at this desk.
        ConflictError: `roll_is_installed`, or `roll_in_disposal` already.
    """
    session.write()
    site, chosen = site_of(actor), sorted(set(roll_ids))
    if not 1 <= len(chosen) <= AT_A_TIME:
        raise RefusedError("too_many_chosen" if chosen else "nothing_chosen")
    rolls = RollRepository(session)
    found = [rolls.lock(roll_id, site=site) for roll_id in chosen]
    disposal = open_disposal(
        session,
        DisposalKind.FILM,
        count=len(found),
        site=site,
        name=found[0].label if len(found) == 1 else "",
        actor=actor,
        now=now,
    )
    for roll in found:
        rolls.bind(roll, disposal)
        record_event(session, Act.ROLL_DISCARDED, by=actor, now=now, subject=roll.subject)
    return disposal
