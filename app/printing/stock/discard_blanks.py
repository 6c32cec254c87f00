"""Sign first under the destruction of blank cards that were set aside."""

from datetime import datetime

from app.core.disposal import DisposalKind
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, RefusedError
from app.printing.disposals import Disposal, DisposalRepository, open_disposal, site_of
from app.printing.stock.repository import StockRepository


def blanks_to_destroy(session: Session, site: str) -> int:
    """Return how many blanks of a desk were set aside and are under no paper of two people."""
    under_paper = DisposalRepository(session).count_bound(DisposalKind.BLANKS, site=site)
    return StockRepository(session).set_aside(site) - under_paper


def discard_blanks(session: Session, *, count: int, actor: Actor, now: datetime) -> Disposal:
    """Open the paper under which two people destroy so many blanks.

    Raises:
        RefusedError: `nothing_chosen`, or `desk_needed`.
        ConflictError: `blanks_not_aside`: fewer wait to be destroyed.
    """
    session.write()
    site = site_of(actor)
    StockRepository(session).lock(site)
    if count < 1:
        raise RefusedError("nothing_chosen")
    if count > blanks_to_destroy(session, site):
        raise ConflictError("blanks_not_aside")
    kind = DisposalKind.BLANKS
    return open_disposal(session, kind, count=count, site=site, actor=actor, now=now)
