"""What doctor says about outside bureaus: changed rows, and bundles that nobody accounted for."""

from collections.abc import Iterator
from datetime import datetime

from app.audit import Recorded
from app.kit.db import Session
from app.printing.bureaus.find_broken import find_broken_bureau_rows
from app.printing.bureaus.find_overdue import find_overdue


def find_bureau_trouble(session: Session, *, recorded: Recorded, now: datetime) -> Iterator[str]:
    """Return one line for each thing found; bundles are named by their ids."""
    changed, old = find_broken_bureau_rows(session, recorded=recorded)
    for table, row_id in changed:
        yield f"row {row_id} of {table} was changed behind the service's back"
    for row_id in old:
        yield f"row {row_id} of bureaus: the log tells of a newer one; an old row was put back"
    for bundle in find_overdue(session, site="", now=now):
        day = bundle.purge_by.date().isoformat()
        yield f"bundle {bundle.id} at {bundle.bureau}: no receipt for every card by {day}"
