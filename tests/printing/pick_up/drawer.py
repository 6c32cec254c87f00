"""What is done to a printed card at a desk: scanned, handed over, mailed, taken back, destroyed."""

from collections.abc import Sequence
from uuid import UUID

from app.core.permissions import Role
from app.core.print_room import PrintReport
from app.printing.disposals import Disposal, call_off_disposal, confirm_disposal
from app.printing.pick_up import (
    PieceRepository,
    discard_pieces,
    hand_over_piece,
    mail_piece,
    scan_piece,
    take_back_piece,
)
from tests.at_desk import at_desk
from tests.printed import code_of
from tests.printing.print_room import agent, batch
from tests.town import Town


def scan(town: Town, text: str, *, expected: UUID | None = None, email: str | None = None) -> None:
    """Scan a text at the print room."""
    with at_desk(town, Role.PRINTER, email=email) as (session, actor):
        scan_piece(
            session, text, expected=expected, vault=town.vault, actor=actor, now=town.clock()
        )


def ready(town: Town, card_id: UUID) -> UUID:
    """Scan a card's own code, which puts it into the drawer."""
    scan(town, code_of(town, card_id))
    return card_id


def of_batch(town: Town) -> UUID:
    """Let an agent print a card of a batch, and return the card."""
    _, (card_id,) = batch(town)
    one = agent(town)
    lease = one.next()
    assert lease is not None
    one.sent(lease)
    one.draw(lease)
    assert one.report(lease, PrintReport.PRINTED) == "printed"
    return card_id


def hand_over(town: Town, card_id: UUID) -> None:
    """Give a card to its holder."""
    with at_desk(town, Role.CLERK) as (session, actor):
        hand_over_piece(session, card_id, actor=actor, now=town.clock())


def mail(town: Town, card_id: UUID) -> None:
    """Give a card to the mail."""
    with at_desk(town, Role.CLERK) as (session, actor):
        mail_piece(session, card_id, actor=actor, now=town.clock())


def take_back(town: Town, card_id: UUID) -> None:
    """Take a card from the mail."""
    with at_desk(town, Role.CLERK) as (session, actor):
        take_back_piece(session, card_id, actor=actor, now=town.clock())


def discard(town: Town, card_ids: Sequence[UUID], *, role: Role = Role.PRINTER) -> Disposal:
    """Sign first under the destruction of cards."""
    with at_desk(town, role) as (session, actor):
        return discard_pieces(session, card_ids, actor=actor, now=town.clock())


def confirm(
    town: Town, disposal_id: UUID, *, role: Role = Role.CLERK, email: str | None = None
) -> None:
    """Sign second."""
    with at_desk(town, role, email=email) as (session, actor):
        confirm_disposal(session, disposal_id, actor=actor, now=town.clock())


def call_off(town: Town, disposal_id: UUID, *, role: Role = Role.PRINTER) -> None:
    """Take the first signature back."""
    with at_desk(town, role) as (session, actor):
        call_off_disposal(session, disposal_id, actor=actor, now=town.clock())


def place_of(town: Town, card_id: UUID) -> str | None:
    """Return where the piece of a card is; None while it is with the printer."""
    with town.app.state.new_session() as session:
        piece = PieceRepository(session).of_card(card_id)
        return None if piece is None else piece.place
