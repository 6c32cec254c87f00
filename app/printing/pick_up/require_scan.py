"""Whether a card has to be scanned before anybody gets it."""

from app.cards import Card
from app.core.program import ScanRule
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.batches import BatchRepository
from app.printing.bureaus.repository import BundleRepository
from app.printing.pick_up.models import Piece
from app.programs import ActiveProgram


def require_scan(
    session: Session, card: Card, piece: Piece | None, *, program: ActiveProgram
) -> None:
    """See that a card was scanned where the program says so; a bureau's own scan stands for ours.

    "Batches" are what agents print and what bureaus do: there nobody looks at each card on its own.

    Raises:
        ConflictError: `scan_needed`.
    """
    if piece is None and asks_scan(session, card, program=program):
        raise ConflictError("scan_needed")


def asks_scan(session: Session, card: Card, *, program: ActiveProgram) -> bool:
    """Say whether the program asks for a scan of this card; one in a row of many may be another."""
    rule = program.profile.print_room.scan_before_pick_up
    scanned_there = BundleRepository(session).is_scanned(card.id)
    if rule is ScanRule.NEVER or scanned_there:
        return False
    is_of_many = scanned_there is False or BatchRepository(session).has_printed(card.id)
    return rule is ScanRule.ALWAYS or is_of_many
