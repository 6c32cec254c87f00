"""How an agent's printer stands, as far as the agent was heard of lately."""

from datetime import datetime, timedelta

from app.printing.agents.models import PrintAgentSign

SILENT_AFTER = timedelta(minutes=2)
SILENT = "silent"


def last_heard(sign: PrintAgentSign | None, *, now: datetime) -> tuple[str, str]:
    """Return the printer's state and what it says; `silent` once nothing was heard of its agent."""
    if sign is None or sign.seen_at < now - SILENT_AFTER:
        return SILENT, ""
    return sign.printer_state, sign.printer_words
