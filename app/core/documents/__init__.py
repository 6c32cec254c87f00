"""Which papers suffice: kinds of paper, document policies, decisions and explanations."""

from app.core.documents.catalogue import CATALOGUE, DocumentKind, Expiry, Proof
from app.core.documents.decision import (
    POINT_MESSAGES,
    REASON_MESSAGES,
    REMARK_MESSAGES,
    Category,
    Decision,
    PaperFinding,
    Reason,
    Remark,
)
from app.core.documents.document_argument import (
    ArgumentProblem,
    DocumentArgumentError,
    parse_document_argument,
)
from app.core.documents.evaluate import evaluate
from app.core.documents.explain import Choice, Explanation, Missing, PaperName, Way, explain
from app.core.documents.policy import DocumentPolicy
from app.core.documents.presented import PresentedDocument

__all__ = [
    "CATALOGUE",
    "POINT_MESSAGES",
    "REASON_MESSAGES",
    "REMARK_MESSAGES",
    "ArgumentProblem",
    "Category",
    "Choice",
    "Decision",
    "DocumentArgumentError",
    "DocumentKind",
    "DocumentPolicy",
    "Expiry",
    "Explanation",
    "Missing",
    "PaperFinding",
    "PaperName",
    "PresentedDocument",
    "Proof",
    "Reason",
    "Remark",
    "Way",
    "evaluate",
    "explain",
    "parse_document_argument",
]
