"""The list of a desk: numbers, states and waiting times, never a name."""

from dataclasses import dataclass, field
from datetime import timedelta

from app.applications.pages.papers_form import Fault
from app.applications.pages.work import Work
from app.applications.repository import ApplicationRepository
from app.core.lifecycle import ApplicationState
from app.kit.paging import FIRST, ROWS, Part
from app.programs import active_program

PATH = "/desk"
LISTED = (
    ApplicationState.DRAFT,
    ApplicationState.RETURNED,
    ApplicationState.SUBMITTED,
    ApplicationState.APPROVED,
)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One application in the list."""

    number: str
    state: str
    site: str
    waiting: timedelta


@dataclass(frozen=True, slots=True)
class QueueView:
    """The list; `states` are its tabs with their counts, and an empty word stands for all."""

    rows: list[QueueRow]
    states: list[tuple[str, int]]
    state: str
    previous_url: str | None
    next_url: str | None
    errors: list[Fault] = field(default_factory=list)


def queue_view(
    work: Work, *, state: str = "", part: Part = FIRST, errors: list[Fault] | None = None
) -> QueueView:
    """Return a part of what is open at the actor's desk, oldest first."""
    chosen = tuple(listed for listed in LISTED if listed == state) or LISTED
    site = work.actor.site
    applications = ApplicationRepository(work.session)
    found = applications.queue(site, chosen, limit=part.limit, offset=part.offset)
    counts = applications.count_states(site)
    tabs = [(listed.value, counts.get(listed, 0)) for listed in LISTED]
    program = active_program(work.session, work.now)
    query = {"state": state} if len(chosen) == 1 else {}
    return QueueView(
        rows=[
            QueueRow(row.number, row.state, program.site_name(row.site), work.now - row.opened_at)
            for row in found[:ROWS]
        ],
        states=[("", sum(count for _, count in tabs)), *tabs],
        state=query.get("state", ""),
        previous_url=part.previous_url(PATH, query),
        next_url=part.next_url(PATH, query, found=len(found)),
        errors=errors or [],
    )
