"""The list of the printer: cards to make, to print and to hand over; numbers, never a name."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.applications import ApplicationRepository
from app.core.lifecycle import ApplicationState, CardState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.paging import ROWS, Part
from app.printing.bureaus.find_overdue import find_overdue
from app.printing.bureaus.repository import BundleRepository
from app.printing.leases import find_questions
from app.printing.printers import PrinterKind, printer_choices
from app.printing.repository import PrintJobRepository
from app.printing.sheets import CARDS_PER_FILE
from app.programs import active_program

PATH = "/print"
APPROVED = ApplicationState.APPROVED
CARDS = (CardState.ISSUED, CardState.PRINTED)
TABS = (APPROVED.value, *(state.value for state in CARDS))


@dataclass(frozen=True, slots=True)
class PrintRow:
    """An approved application without a card yet, or a card."""

    number: str
    state: str
    card_id: str | None
    site: str
    waiting: timedelta


@dataclass(frozen=True, slots=True)
class PrintQueueView:
    """The list; `states` are its tabs with their counts, and an empty word stands for all.

    `questions` counts the cards that somebody has to look for at a printer.
    """

    rows: list[PrintRow]
    states: list[tuple[str, int]]
    state: str
    questions: int
    previous_url: str | None
    next_url: str | None
    errors: list[tuple[str, str]]
    overdue_bundles: int
    for_sheets: int
    """How many prints may go on sheets now; as many as a file takes at most."""
    sheet_printers: list[tuple[str, str]]
    values: dict[str, str]


def print_queue_view(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    state: str,
    part: Part,
    errors: list[tuple[str, str]],
) -> PrintQueueView:
    """Return a part of what the actor's desk has to make, to print and to hand over."""
    chosen = state if state in TABS else ""
    applications, prints = ApplicationRepository(session), PrintJobRepository(session)
    counts = {APPROVED.value: applications.count_states(actor.site).get(APPROVED, 0)}
    counts |= prints.count_cards(actor.site, CARDS)
    tabs = [(tab, counts.get(tab, 0)) for tab in TABS]
    shown = {chosen} if chosen else set(TABS)
    rows = _rows(session, actor.site, shown, part, to_make=counts[APPROVED.value], now=now)
    query = {"state": chosen} if chosen else {}
    waiting = BundleRepository(session).waiting(actor.site, limit=CARDS_PER_FILE)
    return PrintQueueView(
        rows=rows[:ROWS],
        states=[("", sum(count for _, count in tabs)), *tabs],
        state=chosen,
        questions=len(find_questions(session, site=actor.site, now=now)),
        previous_url=part.previous_url(PATH, query),
        next_url=part.next_url(PATH, query, found=len(rows)),
        errors=errors,
        overdue_bundles=len(find_overdue(session, site=actor.site, now=now)),
        for_sheets=len(waiting),
        sheet_printers=printer_choices(session, site=actor.site, kind=PrinterKind.SHEET),
        values={"count": str(len(waiting))},
    )


def _rows(
    session: Session, site: str, shown: set[str], part: Part, *, to_make: int, now: datetime
) -> list[PrintRow]:
    """Return the rows of a part: the cards to make come first, then those that exist."""
    program = active_program(session, now)
    rows: list[PrintRow] = []
    offset = part.offset
    if APPROVED.value in shown:
        approved = ApplicationRepository(session).queue(
            site, [APPROVED], limit=part.limit, offset=part.offset
        )
        rows = [
            PrintRow(
                number=one.number,
                state=one.state,
                card_id=None,
                site=program.site_name(one.site),
                waiting=now - (one.decided_at or one.opened_at),
            )
            for one in approved
        ]
        offset = max(0, part.offset - to_make)
    states = [state for state in CARDS if state.value in shown]
    limit = part.limit - len(rows)
    made = PrintJobRepository(session).worklist(site, states, limit=limit, offset=offset)
    return rows + [
        PrintRow(
            number=one.application.number,
            state=one.card.state,
            card_id=str(one.card.id),
            site=program.site_name(one.card.site),
            waiting=now - one.waits_since,
        )
        for one in made
    ]
