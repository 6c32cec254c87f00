"""Pages of the printer: make a card, print it, say it is good or spoiled, hand it over."""

from fastapi import APIRouter

from app.printing.pages.give_out import router as give_out
from app.printing.pages.make_card import router as make_card
from app.printing.pages.print_card import router as print_card
from app.printing.pages.work import AtPrinter, HandOverWork, InVault, back_to, chosen_printer

router = APIRouter(include_in_schema=False)
router.include_router(make_card)
router.include_router(print_card)
router.include_router(give_out)

__all__ = ["AtPrinter", "HandOverWork", "InVault", "back_to", "chosen_printer", "router"]
