"""Pages of bureaus: agreements for administrators, bundles and receipts for the print room."""

from fastapi import APIRouter

from app.printing.bureaus.pages.admin import router as admin
from app.printing.bureaus.pages.bundles import router as bundles

router = APIRouter(include_in_schema=False)
router.include_router(bundles)
router.include_router(admin)

__all__ = ["router"]
