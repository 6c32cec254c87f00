"""Print jobs: queue, draw, confirm, spoil. A rendered card is never stored."""

from app.printing.card_content import card_content
from app.printing.draw_card import draw_card_of_job, drawing_of
from app.printing.models import PrintJob
from app.printing.queue_print import queue_print
from app.printing.repository import PrintJobRepository
from app.printing.settle_print import confirm_print, miss_print, spoil_print

__all__ = [
    "PrintJob",
    "PrintJobRepository",
    "card_content",
    "confirm_print",
    "draw_card_of_job",
    "drawing_of",
    "miss_print",
    "queue_print",
    "spoil_print",
]
