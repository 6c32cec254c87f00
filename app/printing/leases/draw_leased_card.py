"""Hand the drawing of a committed card to its agent, once."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.cards import Card, CardRepository
from app.core.lifecycle import CardState, PrintJobState
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.agents import AgentAtWork, AgentRepository
from app.printing.batches import Placed
from app.printing.draw_card import drawing_of
from app.printing.leases.repository import LeaseRepository
from app.printing.printers import setting_of
from app.vault import Vault


def draw_leased_card(
    session: Session, lease_id: UUID, *, vault: Vault, agent: AgentAtWork, now: datetime
) -> bytes:
    """Return front and back of a committed card as a two-page PDF, this once.

    It is moved, scaled and coloured for the printer of the register that the agent serves. A
    printer that was taken out of use since the commitment still gets the card it was committed to.

    That the bytes leave is on record before they do. Who loses them on the way reports the card as
    unknown; nobody gets them twice, since nobody can tell which bytes reached paper.

    Raises:
        NotFoundError: `no_such_lease`.
        ConflictError: `print_job_is_` and its state: it is not committed, or it is settled;
            `drawing_handed_out` already; `card_is_` and its state; `card_changed` meanwhile.
        RefusedError: `proof_failed`: the finished card is not what it has to be.
    """
    leases = LeaseRepository(session)
    card = _card_to_draw(session, leases.get(lease_id, agent_id=agent.id))
    drawn_version = card.version  # the row itself is read anew below, into the same object
    served = AgentRepository(session).printer_of(agent.id)
    printer = None if served is None else setting_of(served)
    pdf = drawing_of(session, card, vault=vault, actor=agent, printer=printer)
    session.write()
    # Drawing took its time outside the write transaction: look again at what it rested on.
    placed = leases.lock(lease_id, agent_id=agent.id)
    if _card_to_draw(session, placed).version != drawn_version:
        raise ConflictError("card_changed")
    placed.position.drawn_at = now
    subject = Subject(card_number=placed.card.number)
    record_event(session, Act.CARD_DRAWN, by=agent, now=now, subject=subject)
    return pdf


def _card_to_draw(session: Session, placed: Placed) -> Card:
    if placed.job.state != PrintJobState.SENT:
        raise ConflictError(f"print_job_is_{placed.job.state}")
    if placed.position.drawn_at is not None or placed.position.report:
        raise ConflictError("drawing_handed_out")
    card = CardRepository(session).get(placed.card.id, site=placed.job.site)
    if card.state != CardState.ISSUED:
        raise ConflictError(f"card_is_{card.state}")
    return card
