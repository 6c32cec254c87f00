"""The bundles of a desk as pages and scripts show them: counts and deadlines, never a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.kit.db import Session
from app.printing.bureaus.models import Bundle, BundleState
from app.printing.bureaus.repository import BundleRepository, BureauRepository


@dataclass(frozen=True, slots=True)
class BundleRow:
    """One bundle; `cards` counts its cards by state."""

    id: UUID
    bureau: str
    site: str
    state: str
    made_at: datetime
    purge_by: datetime
    is_overdue: bool
    can_draw: bool
    cards: Mapping[str, int]


def bundle_rows(session: Session, *, site: str, now: datetime) -> list[BundleRow]:
    """Return the bundles of a desk (`site` empty: of all) that are not settled, oldest first."""
    bundles = BundleRepository(session).unsettled(site)
    return [_row(session, bundle, now) for bundle in bundles]


def bundle_row(session: Session, bundle_id: UUID, *, site: str, now: datetime) -> BundleRow:
    """Return one bundle.

    Raises:
        NotFoundError: no such bundle at this desk.
    """
    return _row(session, BundleRepository(session).get(bundle_id, site=site), now)


def _row(session: Session, bundle: Bundle, now: datetime) -> BundleRow:
    bundles = BundleRepository(session)
    return BundleRow(
        id=bundle.id,
        bureau=BureauRepository(session).get(bundle.bureau_id).name,
        site=bundle.site,
        state=bundle.state,
        made_at=bundle.made_at,
        purge_by=bundle.purge_by,
        is_overdue=bundle.state == BundleState.SENT and bundle.purge_by < now,
        can_draw=not bundles.has_receipt(bundle.id),
        cards=bundles.count_cards(bundle.id),
    )
