"""Pages of the card register, and the public page that pauses a lost card."""

from fastapi import APIRouter

from app.cards.pages.lost import router as lost
from app.cards.pages.register import router as register
from app.cards.pages.register import show_registered

router = APIRouter(include_in_schema=False)
router.include_router(register)
router.include_router(lost)

__all__ = ["router", "show_registered"]
