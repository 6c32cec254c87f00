"""The drawer and the mail of a desk: numbers and days, never a name."""

from dataclasses import dataclass
from datetime import date

from app.core.piece import PiecePlace
from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.pick_up.repository import PieceRepository

SHOWN = (PiecePlace.READY, PiecePlace.CAME_BACK, PiecePlace.MAILED)
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One card and since which day its piece is where it is."""

    card_id: str
    number: str
    place: str
    since: date


@dataclass(frozen=True, slots=True)
class DrawerView:
    """What lies in the drawer or is in the mail, longest there first."""

    rows: list[PieceRow]
    errors: list[tuple[str, str]]


def drawer_view(session: Session, *, actor: Actor) -> DrawerView:
    """Return what waits at the actor's desk for its holder."""
    return DrawerView(rows=piece_rows(session, actor=actor), errors=[])


def piece_rows(session: Session, *, actor: Actor) -> list[PieceRow]:
    """Return the rows of `drawer_view`."""
    places = tuple(place.value for place in SHOWN)
    found = PieceRepository(session).in_place(actor.site, places, limit=MOST_ROWS)
    return [PieceRow(str(card.id), card.number, row.place, row.since) for row, card in found]
