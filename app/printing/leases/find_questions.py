"""Which cards somebody has to look for: committed to a printer, and nobody says what became."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.core.print_room import PrintReport
from app.kit.db import Session
from app.printing.leases.repository import LeaseRepository

ASK_AFTER = timedelta(minutes=3)
"""A card printer takes a minute for two sides at most; nobody is asked before that is long over."""


@dataclass(frozen=True, slots=True)
class Question:
    """One card: is it in the tray of this printer, and good?"""

    job_id: UUID
    batch_id: UUID
    agent_id: UUID
    card_number: str
    printer: str
    sent_at: datetime
    says_unknown: bool
    """Whether the agent says that it does not know; otherwise it is silent or cannot be booked."""


def find_questions(session: Session, *, site: str, now: datetime) -> list[Question]:
    """Return the open questions of a desk (`site` empty: of all), the oldest first."""
    return [
        Question(
            job_id=placed.job.id,
            batch_id=placed.position.batch_id,
            agent_id=agent.id,
            card_number=placed.card.number,
            printer=agent.printer,
            sent_at=placed.position.sent_at or now,
            says_unknown=placed.position.report == PrintReport.UNKNOWN,
        )
        for placed, agent in LeaseRepository(session).asked(site, sent_before=now - ASK_AFTER)
    ]
