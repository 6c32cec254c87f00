"""At the decision even the kinds of paper go for good: row removed, key destroyed, counted."""

from datetime import datetime

from app.applications.models import CardApplication
from app.applications.repository import ApplicationRepository
from app.core.documents.presented import PresentedDocument
from app.kit.db import Session
from app.vault import Label, Vault


def forget_papers(
    session: Session,
    application: CardApplication,
    papers: tuple[PresentedDocument, ...],
    *,
    vault: Vault,
    now: datetime,
) -> None:
    """Remove the evidence and order its key destroyed; raise the month's counts of the kinds."""
    key_id = vault.key_of(session, application.id, Label.EVIDENCE)
    assert key_id is not None  # noqa: S101 - the papers have just been read under it
    vault.remove(session, application.id, Label.EVIDENCE)
    vault.destroy_key(session, key_id, now=now)
    kinds = [paper.kind for paper in papers]
    ApplicationRepository(session).count_kinds(f"{now:%Y-%m}", kinds)
