"""Another card for the same approval: never without a coded reason, never under the same number."""

from app.printing.reprints.reprint_card import reprint_card

__all__ = ["reprint_card"]
