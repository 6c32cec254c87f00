"""Rows of bureaus and bundles that something other than this service wrote."""

from uuid import UUID

from app.audit import Recorded
from app.kit.db import Session
from app.printing.bureaus.repository import BundleRepository, BureauRepository


def find_broken_bureau_rows(
    session: Session, *, recorded: Recorded
) -> tuple[list[tuple[str, UUID]], list[UUID]]:
    """Return changed rows by table, and bureaus that are older than the audit log says."""
    bureaus, bundles = BureauRepository(session), BundleRepository(session)
    changed = [("bureaus", row_id) for row_id in bureaus.broken_ones()]
    changed += [("bundles", row_id) for row_id in bundles.broken_ones()]
    return changed, list(bureaus.old_ones(recorded=recorded))
