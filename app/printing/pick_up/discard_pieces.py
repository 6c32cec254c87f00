"""Sign first under the destruction of cards: rejects, and what nobody fetched.

The number of a card that nobody fetched ends here, before the plastic does.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.cards import Card, CardRepository, end_unfetched_card
from app.core.disposal import DisposalKind
from app.core.piece import PiecePlace
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, RefusedError
from app.printing.disposals import Disposal, open_disposal
from app.printing.pick_up.repository import ENDED, PieceRepository
from app.programs import ActiveProgram, active_program

AT_A_TIME = 200


def unfetched_before(program: ActiveProgram) -> date:
    """Return the day before which a card must have begun to wait to count as unfetched."""
    return program.today - timedelta(days=program.profile.print_room.unfetched_days)


def discard_pieces(
    session: Session, card_ids: Sequence[UUID], *, actor: Actor, now: datetime
) -> Disposal:
    """Open the paper under which two people destroy these cards.

    A card out of use is destroyed whenever it turns up; one that is of use only when it waited for
    its holder longer than the program says: in the drawer, or where it was printed if it needed no
    scan.

    Raises:
        RefusedError: `nothing_chosen`, `too_many_chosen`, or cards of several desks.
        NotFoundError: no such card at this desk.
        ConflictError: `piece_of_use`, `piece_not_sent`: there is no plastic of it, or it is under
            such a paper already.
    """
    session.write()
    chosen = sorted(set(card_ids))
    if not 1 <= len(chosen) <= AT_A_TIME:
        raise RefusedError("too_many_chosen" if chosen else "nothing_chosen")
    cards = [CardRepository(session).lock(card_id, site=actor.site) for card_id in chosen]
    if len({card.site for card in cards}) > 1:
        raise RefusedError("desk_needed")
    for card in cards:
        _end(session, card, actor=actor, now=now)
    kind = DisposalKind.PIECES
    disposal = open_disposal(
        session, kind, count=len(cards), site=cards[0].site, actor=actor, now=now
    )
    for card in cards:
        _bind(session, card, disposal, actor=actor, now=now)
    return disposal


def _end(session: Session, card: Card, *, actor: Actor, now: datetime) -> None:
    pieces = PieceRepository(session)
    if card.state in ENDED:
        if pieces.of_card(card.id) is None and not pieces.was_made(card.id):
            raise ConflictError("piece_not_sent")
        return
    if not pieces.is_unfetched(card, before=unfetched_before(active_program(session, now))):
        raise ConflictError("piece_of_use")
    end_unfetched_card(session, card.id, actor=actor, now=now)


def _bind(session: Session, card: Card, disposal: Disposal, *, actor: Actor, now: datetime) -> None:
    pieces = PieceRepository(session)
    piece = pieces.of_card(card.id)
    if piece is None or piece.place != PiecePlace.REJECTED:
        piece = pieces.put(card, PiecePlace.REJECTED, today=disposal.opened_on)
    pieces.bind(piece, disposal.id)
    subject = Subject(card_number=card.number)
    record_event(session, Act.PIECE_DISCARDED, by=actor, now=now, subject=subject)
