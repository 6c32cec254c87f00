"""Give a bundle up that was never drawn: its cards wait for their print again."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.core.bureau import BundleCardState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.bureaus.models import BundleState
from app.printing.bureaus.repository import BundleRepository


def cancel_bundle(session: Session, bundle_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Cancel a bundle of which no byte has left.

    Raises:
        NotFoundError: `no_such_bundle` at this desk.
        ConflictError: `bundle_is_` and its state: it was drawn, or cancelled already.
    """
    session.write()
    bundles = BundleRepository(session)
    bundle = bundles.get(bundle_id, site=actor.site, for_update=True)
    if bundle.state != BundleState.INTENDED:
        raise ConflictError(f"bundle_is_{bundle.state}")
    for card, _, _ in bundles.pieces(bundle.id):
        bundles.settle(card, BundleCardState.LEFT_OUT)
    bundles.change(bundle, state=BundleState.CANCELLED.value)
    record_event(session, Act.BUNDLE_CANCELLED, by=actor, now=now, subject=bundle.subject)
