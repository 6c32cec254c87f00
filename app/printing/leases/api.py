"""JSON routes for print agents at work: their next card, and what becomes of it.

An agent sends its key as `Authorization: Bearer ta_…` and sees nothing but the card it has in hand.
"""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response, status
from pydantic import BaseModel, ConfigDict, StringConstraints

from app.cards import SpoilReason
from app.core.lifecycle import PrintJobState
from app.core.print_room import PrintReport
from app.kit.html import inline_pdf
from app.kit.http import DbSession, Now, from_state, private
from app.kit.problems import PROBLEMS
from app.printing.agents import AgentAtWork, PrinterState, find_agent, note_agent_sign
from app.printing.leases.draw_leased_card import draw_leased_card
from app.printing.leases.lease_next import lease_next
from app.printing.leases.mark_sent import mark_sent
from app.printing.leases.report_print import report_print
from app.printing.leases.repository import LeaseRepository
from app.vault import Vault

InVault = Annotated[Vault, Depends(from_state("vault"))]


def get_agent(request: Request, session: DbSession) -> AgentAtWork:
    """Return which agent asks.

    Raises:
        UnauthenticatedError: `agent_key_unknown`.
    """
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return find_agent(session, key if scheme.lower() == "bearer" else "")


Agent = Annotated[AgentAtWork, Depends(get_agent)]


class LeaseRead(BaseModel):
    """One try at one card: `leased` for a minute, or `sent` and waiting for a report."""

    id: UUID
    card_number: str
    state: Literal[PrintJobState.LEASED, PrintJobState.SENT]
    until: datetime


class PrintStateRead(BaseModel):
    """Where the print stands now."""

    state: PrintJobState


class ReportCreate(BaseModel):
    """What became of a card; the reason counts for spoiled ones."""

    model_config = ConfigDict(extra="forbid")

    report: PrintReport
    reason: SpoilReason = SpoilReason.PRINT_FAULT


class SignCreate(BaseModel):
    """How the printer stands, and what it says; only words of a closed list are kept of that."""

    model_config = ConfigDict(extra="forbid")

    state: PrinterState
    says: Annotated[str, StringConstraints(max_length=500)] = ""


router = APIRouter(
    prefix="/api/print-agents",
    tags=["printing"],
    dependencies=[Depends(private)],
    responses=PROBLEMS,
)


@router.post("/next", response_model=LeaseRead, responses={204: {"description": "No card waits"}})
def create_lease(agent: Agent, session: DbSession, now: Now) -> LeaseRead | Response:
    """Give the agent the card it has in hand, or else the next one of its site."""
    lease = lease_next(session, agent=agent, now=now)
    if lease is None:
        headers = {"Cache-Control": "no-store"}
        return Response(status_code=status.HTTP_204_NO_CONTENT, headers=headers)
    return LeaseRead(
        id=lease.id,
        card_number=lease.card_number,
        state=PrintJobState(lease.state),
        until=lease.until,
    )


@router.post("/sign", status_code=status.HTTP_204_NO_CONTENT)
def create_sign(body: SignCreate, agent: Agent, session: DbSession, now: Now) -> None:
    """Note that the agent is there and how its printer is."""
    note_agent_sign(session, agent, state=body.state, says=body.says, now=now)


@router.get("/leases/{lease_id}")
def read_lease(lease_id: UUID, agent: Agent, session: DbSession) -> PrintStateRead:
    """Say where the print of a lease stands; people may have settled it meanwhile."""
    placed = LeaseRepository(session).get(lease_id, agent_id=agent.id)
    return PrintStateRead(state=placed.job.print_state)


@router.post("/leases/{lease_id}/sent")
def create_sent(lease_id: UUID, agent: Agent, session: DbSession, now: Now) -> PrintStateRead:
    """Commit the card to the printer, before the first byte leaves."""
    state = mark_sent(session, lease_id, agent=agent, now=now)
    return PrintStateRead(state=PrintJobState(state))


@router.post(
    "/leases/{lease_id}/drawing",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "Front and back"}},
)
def create_leased_drawing(
    lease_id: UUID, agent: Agent, session: DbSession, vault: InVault, now: Now
) -> Response:
    """Hand out the drawing of the committed card, once: two pages, kept by nobody."""
    pdf = draw_leased_card(session, lease_id, vault=vault, agent=agent, now=now)
    return inline_pdf(pdf, file_name="card.pdf")


@router.post("/leases/{lease_id}/report")
def create_report(
    lease_id: UUID, body: ReportCreate, agent: Agent, session: DbSession, now: Now
) -> PrintStateRead:
    """Say what became of the card; said again, nothing changes."""
    state = report_print(session, lease_id, body.report, reason=body.reason, agent=agent, now=now)
    return PrintStateRead(state=PrintJobState(state))
