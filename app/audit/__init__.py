"""The audit log and the tallies: what was done, by whom, without saying to which resident."""

from app.audit.acts import NOTHING, Act, Outcome, RefusedAct, RowVersion, Subject
from app.audit.card_acts import card_acts, cards_issued_before
from app.audit.record_event import record_event, record_refusal
from app.audit.recorded import Recorded, next_version, read_recorded
from app.audit.repository import AuditRepository
from app.audit.verify_log import LogCheck, verify_log

__all__ = [
    "NOTHING",
    "Act",
    "AuditRepository",
    "LogCheck",
    "Outcome",
    "Recorded",
    "RefusedAct",
    "RowVersion",
    "Subject",
    "card_acts",
    "cards_issued_before",
    "next_version",
    "read_recorded",
    "record_event",
    "record_refusal",
    "verify_log",
]
