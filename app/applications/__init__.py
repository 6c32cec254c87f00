"""Card applications: intake, papers, photo, submission, and the second person's decision."""

from app.applications.change_application import change_application
from app.applications.decide_application import Verdict, decide_application
from app.applications.intake import Intake
from app.applications.models import CardApplication
from app.applications.open_application import open_application
from app.applications.reasons import (
    REASONS_OF,
    DecisionOutcome,
    RefusalReason,
    ReturnReason,
)
from app.applications.repository import ApplicationRepository
from app.applications.require_approval import require_approval
from app.applications.submit_application import submit_application
from app.applications.take_photo import take_photo
from app.applications.view_application import (
    OpenApplication,
    ViewReason,
    view_application,
    view_photo,
)
from app.applications.withdraw_application import withdraw_application

__all__ = [
    "REASONS_OF",
    "ApplicationRepository",
    "CardApplication",
    "DecisionOutcome",
    "Intake",
    "OpenApplication",
    "RefusalReason",
    "ReturnReason",
    "Verdict",
    "ViewReason",
    "change_application",
    "decide_application",
    "open_application",
    "require_approval",
    "submit_application",
    "take_photo",
    "view_application",
    "view_photo",
    "withdraw_application",
]
