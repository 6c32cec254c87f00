"""Order another card: the old one ends and its application waits at the printer again."""

from datetime import datetime
from uuid import UUID

from app.applications import ApplicationRepository
from app.cards import Card, ReprintReason, replace_card
from app.core.piece import PIECE_MOVES, PiecePlace
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.printing.pick_up import PieceRepository
from app.vault import Vault

PLACES = {
    ReprintReason.DAMAGED_IN_PRINTING: PiecePlace.REJECTED,
    ReprintReason.DAMAGED: PiecePlace.REJECTED,
    ReprintReason.LOST: PiecePlace.LOST,
    ReprintReason.TAKEN: PiecePlace.LOST,
}


def reprint_card(
    session: Session,
    card_id: UUID,
    *,
    reason: ReprintReason,
    vault: Vault,
    actor: Actor,
    now: datetime,
) -> str:
    """Return the number of the application of which the next card is to be made.

    The old piece is lost, or lies here and waits for the two people who destroy it. For what is
    refused see `replace_card`.
    """
    card = replace_card(session, card_id, reason=reason, vault=vault, actor=actor, now=now)
    place = PLACES.get(reason)
    if place is not None:
        _put(session, card, place, now)
    return ApplicationRepository(session).get_by_id(card.application_id).number


def _put(session: Session, card: Card, place: PiecePlace, now: datetime) -> None:
    pieces = PieceRepository(session)
    piece = pieces.of_card(card.id)
    if piece is None or place in PIECE_MOVES[PiecePlace(piece.place)]:
        pieces.put(card, place, today=today_in(session.seals.time_zone, now))
