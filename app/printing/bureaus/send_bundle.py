"""What a drawn bundle changes here: its prints are sent; cards that are not in it stay."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from app.audit import Act, Subject, record_event
from app.core.bureau import BundleCardState
from app.core.lifecycle import PrintJobState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.bureaus.models import Bundle, BundleState
from app.printing.bureaus.repository import BundleRepository
from app.printing.repository import PrintJobRepository


def send_bundle(
    session: Session,
    bundle: Bundle,
    *,
    manifest: str,
    numbers: AbstractSet[str],
    actor: Actor,
    now: datetime,
) -> None:
    """Mark the prints of the cards in a bundle as sent and let go of the others.

    Raises:
        ConflictError: `print_job_is_` and its state: a print of it does not wait any more.
    """
    session.write()
    bundles, jobs = BundleRepository(session), PrintJobRepository(session)
    for piece, job, card in bundles.pieces(bundle.id):
        if card.number not in numbers:
            bundles.settle(piece, BundleCardState.LEFT_OUT)
            continue
        if job.state != PrintJobState.QUEUED:
            raise ConflictError(f"print_job_is_{job.state}")
        jobs.move(job, PrintJobState.SENT)
        bundles.settle(piece, BundleCardState.SENT)
        subject = Subject(card_number=card.number)
        record_event(session, Act.CARD_DRAWN, by=actor, now=now, subject=subject)
    bundles.change(bundle, state=BundleState.SENT.value, manifest=manifest)
    record_event(session, Act.BUNDLE_DRAWN, by=actor, now=now, subject=bundle.subject)


def send_again(
    session: Session, bundle: Bundle, *, manifest: str, actor: Actor, now: datetime
) -> None:
    """Record that a bundle was drawn once more, the same to the bit inside.

    Raises:
        ConflictError: `bundle_would_differ`: something it rests on is no longer the same.
    """
    session.write()
    if manifest != bundle.manifest:
        raise ConflictError("bundle_would_differ")
    record_event(session, Act.BUNDLE_DRAWN, by=actor, now=now, subject=bundle.subject)
