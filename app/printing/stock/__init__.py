"""Blank cards of a desk: boxes in, used by prints, set aside, counted every day."""

from app.printing.stock.count_blanks import count_blanks
from app.printing.stock.discard_blanks import blanks_to_destroy, discard_blanks
from app.printing.stock.ledger import read_ledger
from app.printing.stock.models import BlankCount, BlankEntry
from app.printing.stock.receive_blanks import receive_blanks
from app.printing.stock.repository import StockRepository
from app.printing.stock.set_blanks_aside import set_blanks_aside

__all__ = [
    "BlankCount",
    "BlankEntry",
    "StockRepository",
    "blanks_to_destroy",
    "count_blanks",
    "discard_blanks",
    "read_ledger",
    "receive_blanks",
    "set_blanks_aside",
]
