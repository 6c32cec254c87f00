"""Leases: a print agent's way with one card, so that none is lost and none is printed twice."""

from app.printing.leases.draw_leased_card import draw_leased_card
from app.printing.leases.find_questions import ASK_AFTER, Question, find_questions
from app.printing.leases.lease_next import LEASE, Lease, lease_next
from app.printing.leases.mark_sent import mark_sent
from app.printing.leases.report_print import report_print
from app.printing.leases.return_lost_leases import return_lost_leases

__all__ = [
    "ASK_AFTER",
    "LEASE",
    "Lease",
    "Question",
    "draw_leased_card",
    "find_questions",
    "lease_next",
    "mark_sent",
    "report_print",
    "return_lost_leases",
]
