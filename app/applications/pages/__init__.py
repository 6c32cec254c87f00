"""Pages of the desk and of the review: intake, papers, photo, and the second person's decision."""

from fastapi import APIRouter

from app.applications.pages.desk import router as desk
from app.applications.pages.intake import router as intake
from app.applications.pages.review import router as review

router = APIRouter(include_in_schema=False)
router.include_router(intake)
router.include_router(desk)
router.include_router(review)

__all__ = ["router"]
