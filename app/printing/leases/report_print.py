"""An agent says what became of a card that it committed to its printer."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, RefusedAct, Subject, record_event
from app.cards import CardRepository, SpoilReason
from app.core.lifecycle import CardState
from app.core.print_room import SETTLED_PRINTS, PrintReport, contradicts
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.agents import AgentAtWork
from app.printing.batches import Placed
from app.printing.leases.repository import LeaseRepository
from app.printing.settle_print import confirm_print, spoil_print

TAKEN = {
    PrintReport.PRINTED: {CardState.ISSUED},
    PrintReport.SPOILED: {CardState.ISSUED, CardState.REVOKED},
}
"""The states of a card in which a report settles its print; a paused one is settled by people."""


def report_print(
    session: Session,
    lease_id: UUID,
    report: PrintReport,
    *,
    reason: SpoilReason = SpoilReason.PRINT_FAULT,
    agent: AgentAtWork,
    now: datetime,
) -> str:
    """Book a report and return the state of the print; said again, nothing changes.

    A late report settles a print that somebody could not find. `unknown` asks the people at the
    printer about exactly this card.

    Raises:
        NotFoundError: `no_such_lease`.
        ConflictError: `print_not_sent`, or `report_contradicts` what the print was settled as or
            what was reported before; that is on record.
    """
    session.write()
    placed = LeaseRepository(session).lock(lease_id, agent_id=agent.id)
    if placed.position.sent_at is None:
        raise ConflictError("print_not_sent")
    _require_no_contradiction(placed, report, agent)
    if _is_news(placed, report):
        placed.position.report = report.value
        # The card and its status come before the log, as in every other change of a card.
        _settle(session, placed, report, reason=reason, agent=agent, now=now)
        subject = Subject(card_number=placed.card.number)
        record_event(
            session, Act.PRINT_REPORTED, by=agent, now=now, subject=subject, reason=report.value
        )
    return placed.job.state


def _require_no_contradiction(placed: Placed, report: PrintReport, agent: AgentAtWork) -> None:
    said = PrintReport(placed.position.report or PrintReport.UNKNOWN)
    takes_back = PrintReport.UNKNOWN not in {said, report} and said is not report
    if takes_back or contradicts(report, placed.job.print_state):
        refused = RefusedAct(
            Act.PRINT_REPORTED,
            by=agent,
            reason="report_contradicts",
            subject=Subject(card_number=placed.card.number),
        )
        raise ConflictError("report_contradicts", event=refused)


def _is_news(placed: Placed, report: PrintReport) -> bool:
    """Say whether a report tells more than is known; what is settled needs no word any more."""
    if placed.job.print_state in SETTLED_PRINTS or placed.position.report == report:
        return False
    return report is not PrintReport.UNKNOWN or not placed.position.report


def _settle(
    session: Session,
    placed: Placed,
    report: PrintReport,
    *,
    reason: SpoilReason,
    agent: AgentAtWork,
    now: datetime,
) -> None:
    card = CardRepository(session).lock(placed.card.id, site=agent.site)
    if CardState(card.state) not in TAKEN.get(report, set()):
        return
    if report is PrintReport.PRINTED:
        confirm_print(session, placed.job.id, actor=agent, now=now)
    else:
        spoil_print(session, placed.job.id, reason=reason, actor=agent, now=now)
