"""Put cards that wait for their print into a bundle: the intent, on record before any drawing."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.core.bureau import CARDS_PER_BUNDLE, BundleCardState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.printing.bureaus.models import Bundle, BundleCard, BundleState
from app.printing.bureaus.repository import BundleRepository
from app.printing.bureaus.require_bureau import require_bureau


def open_bundle(
    session: Session, bureau_id: UUID, *, count: int, actor: Actor, now: datetime
) -> UUID:
    """Take the oldest queued prints of this desk, `count` at most; from here nothing else has them.

    Raises:
        NotFoundError: `no_such_bureau`.
        ConflictError: `bureau_closed`.
        RefusedError: `bundle_size_unusable`, or `nothing_to_print`: no card waits.
    """
    if not 1 <= count <= CARDS_PER_BUNDLE:
        raise RefusedError("bundle_size_unusable")
    session.write()
    bureau = require_bureau(session, bureau_id)
    bundles = BundleRepository(session)
    jobs = bundles.waiting(actor.site, limit=count)
    if not jobs:
        raise RefusedError("nothing_to_print")
    made_at = now.replace(microsecond=0)
    bundle = Bundle(
        id=uuid4(),
        bureau_id=bureau.id,
        site=actor.site,
        state=BundleState.INTENDED.value,
        made_at=made_at,
        purge_by=made_at + timedelta(days=bureau.purge_days),
        manifest="",
        version=1,
    )
    bundles.add(bundle, [_card(bundle.id, job.id, place) for place, job in enumerate(jobs, 1)])
    record_event(session, Act.BUNDLE_OPENED, by=actor, now=now, subject=bundle.subject)
    return bundle.id


def _card(bundle_id: UUID, job_id: UUID, position: int) -> BundleCard:
    return BundleCard(
        id=uuid4(),
        bundle_id=bundle_id,
        job_id=job_id,
        position=position,
        state=BundleCardState.INTENDED.value,
        reason="",
        is_code_read=False,
        version=1,
    )
