"""Which card of a bundle may be written off: one that nobody can account for."""

from datetime import datetime
from uuid import UUID

from app.core.bureau import BundleCardState
from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError
from app.printing.bureaus.models import Bundle, BundleCard, BundleState
from app.printing.bureaus.repository import BundleRepository, Piece


def missing_piece(
    session: Session, bundle_id: UUID, job_id: UUID, *, site: str, now: datetime
) -> tuple[Bundle, Piece]:
    """Return a bundle, locked, and one of its cards that may be written off.

    Raises:
        NotFoundError: `no_such_bundle` at this desk; `no_such_print_job` in it.
        ConflictError: `piece_not_missing`: it is settled, or the bureau may still tell.
    """
    bundles = BundleRepository(session)
    bundle = bundles.get(bundle_id, site=site, for_update=True)
    found = next((row for row in bundles.pieces(bundle.id) if row[1].id == job_id), None)
    if found is None:
        raise NotFoundError("no_such_print_job")
    if not may_be_written_off(bundle, found[0], now=now):
        raise ConflictError("piece_not_missing")
    return bundle, found


def may_be_written_off(bundle: Bundle, piece: BundleCard, *, now: datetime) -> bool:
    """Say whether the bureau reported a card as missing, or nothing of it by its deadline."""
    if bundle.state != BundleState.SENT:
        return False
    is_silent = piece.state == BundleCardState.SENT and bundle.purge_by < now
    return is_silent or piece.state == BundleCardState.MISSING
