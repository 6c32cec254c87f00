"""Batches of prints: made, released by a second person, held, and closed once they add up."""

from app.printing.batches.change_position import set_priority, take_out
from app.printing.batches.close_batch import close_batch
from app.printing.batches.give_back import give_back
from app.printing.batches.hold_batch import hold_batch
from app.printing.batches.make_batch import MAX_SIZE, make_batch
from app.printing.batches.models import PrintBatch, PrintPosition
from app.printing.batches.release_batch import release_batch
from app.printing.batches.repository import BatchRepository, Placed, in_order
from app.printing.batches.require_released import require_released
from app.printing.batches.resume_batch import resume_batch

__all__ = [
    "MAX_SIZE",
    "BatchRepository",
    "Placed",
    "PrintBatch",
    "PrintPosition",
    "close_batch",
    "give_back",
    "hold_batch",
    "in_order",
    "make_batch",
    "release_batch",
    "require_released",
    "resume_batch",
    "set_priority",
    "take_out",
]
