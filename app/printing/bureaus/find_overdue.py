"""Bundles whose deadline has passed without a receipt for every card: somebody has to ask."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.kit.db import Session
from app.printing.bureaus.repository import BundleRepository, BureauRepository


@dataclass(frozen=True, slots=True)
class OverdueBundle:
    """One bundle; what it holds lies at the bureau longer than agreed, for all we know."""

    id: UUID
    bureau: str
    site: str
    purge_by: datetime


def find_overdue(session: Session, *, site: str, now: datetime) -> list[OverdueBundle]:
    """Return the overdue bundles of a desk (`site` empty: of all), the longest first."""
    names = {bureau.id: bureau.name for bureau in BureauRepository(session).everybody()}
    return [
        OverdueBundle(bundle.id, names[bundle.bureau_id], bundle.site, bundle.purge_by)
        for bundle in BundleRepository(session).overdue(site, now)
    ]
