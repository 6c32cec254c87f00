"""JSON routes after the printer: scan, hand over, mail, take back."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from app.cards.api import CardRead, card_read
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, from_state, private
from app.kit.problems import PROBLEMS
from app.printing.pick_up.drawer_view import piece_rows
from app.printing.pick_up.hand_over_piece import hand_over_piece
from app.printing.pick_up.mail_piece import mail_piece
from app.printing.pick_up.scan_piece import scan_piece
from app.printing.pick_up.take_back_piece import take_back_piece
from app.vault import Vault

Printer = Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]
HandingOver = Annotated[Actor, Depends(Requires(Permission.CARD_HAND_OVER))]


class ScanCreate(BaseModel):
    """The text of a printed code, and the card that is meant, if it is a certain one."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=4000)]
    card_id: UUID | None = None


class PieceRead(BaseModel):
    """Where the piece of a card is, and since which day."""

    card_id: UUID
    number: str
    place: str
    since: date


router = APIRouter(
    prefix="/api", tags=["printing"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.get("/pieces")
def list_pieces(actor: Printer, session: DbSession) -> list[PieceRead]:
    """List what is ready, in the mail or back from it at this desk, longest there first."""
    return [
        PieceRead(card_id=UUID(row.card_id), number=row.number, place=row.place, since=row.since)
        for row in piece_rows(session, actor=actor)
    ]


@router.post("/scans")
def create_scan(
    body: ScanCreate,
    actor: Printer,
    session: DbSession,
    vault: Annotated[Vault, Depends(from_state("vault"))],
    now: Now,
) -> CardRead:
    """Say that a printed card carries the code that was signed for it: it is ready."""
    card = scan_piece(session, body.text, expected=body.card_id, vault=vault, actor=actor, now=now)
    return card_read(card)


@router.post("/cards/{card_id}/hand-over")
def create_hand_over(card_id: UUID, actor: HandingOver, session: DbSession, now: Now) -> CardRead:
    """Note that the holder has the card."""
    return card_read(hand_over_piece(session, card_id, actor=actor, now=now))


@router.post("/cards/{card_id}/mailing")
def create_mailing(card_id: UUID, actor: HandingOver, session: DbSession, now: Now) -> CardRead:
    """Note that the mail has the card since today."""
    return card_read(mail_piece(session, card_id, actor=actor, now=now))


@router.post("/cards/{card_id}/return")
def create_return(card_id: UUID, actor: HandingOver, session: DbSession, now: Now) -> CardRead:
    """Note that the mail brought the card back."""
    return card_read(take_back_piece(session, card_id, actor=actor, now=now))
