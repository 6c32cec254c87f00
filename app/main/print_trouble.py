"""What doctor says about printers: cards sent to one, and nobody tells what became of them."""

from collections.abc import Iterator
from datetime import datetime

from app.kit.db import Session
from app.printing.leases import find_questions


def find_print_trouble(session: Session, *, now: datetime) -> Iterator[str]:
    """Return one line for each card that somebody has to look for; prints are named by ids."""
    for question in find_questions(session, site="", now=now):
        yield f"print {question.job_id}: sent to {question.printer}; look in its tray and answer"
