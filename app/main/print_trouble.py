"""What doctor says about the print room: changed rows, and cards of which nobody says anything."""

from collections.abc import Iterator
from datetime import datetime

from app.audit import Recorded
from app.kit.db import Session
from app.printing.agents import AgentRepository
from app.printing.batches import BatchRepository
from app.printing.leases import find_questions
from app.printing.write_offs import WriteOffRepository


def find_print_trouble(session: Session, *, recorded: Recorded, now: datetime) -> Iterator[str]:
    """Return one line for each thing found; prints are named by ids."""
    for table, rows in (
        ("print_agents", AgentRepository(session)),
        ("print_batches", BatchRepository(session)),
        ("write_offs", WriteOffRepository(session)),
    ):
        for row_id in rows.broken_ones():
            yield f"row {row_id} of {table} was changed behind the service's back"
        for row_id in rows.old_ones(recorded=recorded):
            yield f"row {row_id} of {table}: the log tells of a newer one; an old row was put back"
    for question in find_questions(session, site="", now=now):
        yield f"print {question.job_id}: sent to {question.printer}; look in its tray and answer"
