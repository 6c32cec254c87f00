"""Every query about pieces."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, exists, or_, select

from app.cards import Card, SpoilReason
from app.core.bureau import BundleCardState
from app.core.disposal import DisposalState
from app.core.lifecycle import CardState, PrintJobState
from app.core.piece import IN_THE_DRAWER, PIECE_MOVES, PiecePlace
from app.kit.db import Session, check_mac, set_mac
from app.kit.errors import ConflictError
from app.printing.bureaus.models import BundleCard
from app.printing.disposals import Disposal, DisposalRepository
from app.printing.models import PrintJob
from app.printing.pick_up.models import Piece

ENDED = (CardState.SPOILED.value, CardState.REPLACED.value, CardState.REVOKED.value)
DRAWER = tuple(place.value for place in IN_THE_DRAWER)

# What was sent may lie in a tray, whoever has not said so yet.
_OUT_OF_THE_PRINTER = (
    PrintJobState.SENT.value,
    PrintJobState.MISSING.value,
    PrintJobState.PRINTED.value,
    PrintJobState.SPOILED.value,
)

# Nothing of these comes back from a bureau: it destroys what it spoils, and says so in its receipt.
_AT_BUREAU = (
    BundleCardState.INTENDED.value,
    BundleCardState.SENT.value,
    BundleCardState.SPOILED.value,
    BundleCardState.MISSING.value,
)

_WAS_MADE = exists().where(PrintJob.card_id == Card.id, PrintJob.state.in_(_OUT_OF_THE_PRINTER))

# A piece nobody has entered is where the printer left it. Why its card ended says nothing of it:
# one whose holder reports a theft before it was fetched lies in the tray. Who looked there knows.
_AT_THE_PRINTER = and_(
    Piece.id.is_(None),
    exists().where(
        PrintJob.card_id == Card.id,
        PrintJob.state.in_(_OUT_OF_THE_PRINTER),
        PrintJob.reason != SpoilReason.LOST.value,
        ~exists().where(BundleCard.job_id == PrintJob.id, BundleCard.state.in_(_AT_BUREAU)),
    ),
)

_UNBOUND = or_(
    Piece.disposal_id.is_(None),
    exists().where(
        Disposal.id == Piece.disposal_id, Disposal.state == DisposalState.CALLED_OFF.value
    ),
)


class PieceRepository:
    """Reads and writes pieces within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_card(self, card_id: UUID) -> Piece | None:
        """Return the piece of a card, its row checked; None while it is with the printer."""
        statement = select(Piece).where(Piece.card_id == card_id)
        fresh = statement.execution_options(populate_existing=True)
        piece = self._session.scalars(fresh).one_or_none()
        if piece is not None:
            check_mac(self._session, piece)
        return piece

    def put(self, card: Card, place: PiecePlace, *, today: date) -> Piece:
        """Enter where the piece of a locked card is now.

        Raises:
            ConflictError: `piece_is_` and its place: from there it cannot have come here.
        """
        piece = self.of_card(card.id)
        if piece is None:
            return self._add(card, place, today)
        if place not in PIECE_MOVES[PiecePlace(piece.place)]:
            raise ConflictError(f"piece_is_{piece.place}")
        piece.place, piece.since = place.value, today
        self._swap(piece)
        return piece

    def bind(self, piece: Piece, disposal_id: UUID) -> None:
        """Note under which paper two people destroy a piece.

        Raises:
            ConflictError: `piece_in_disposal`: it is under another one that was not called off.
        """
        before = piece.disposal_id
        if before is not None and DisposalRepository(self._session).binds(before):
            raise ConflictError("piece_in_disposal")
        piece.disposal_id = disposal_id
        self._swap(piece)

    def of_disposal(self, disposal_id: UUID) -> list[tuple[Piece, Card]]:
        """Return pieces and cards of a paper, by number."""
        statement = (
            select(Piece, Card)
            .join(Card, Card.id == Piece.card_id)
            .where(Piece.disposal_id == disposal_id)
        )
        return [(row[0], row[1]) for row in self._session.execute(statement.order_by(Card.number))]

    def in_place(
        self, site: str, places: tuple[str, ...], *, limit: int
    ) -> list[tuple[Piece, Card]]:
        """Return the pieces of a desk at these places whose card is of use, longest there first."""
        statement = (
            select(Piece, Card)
            .join(Card, Card.id == Piece.card_id)
            .where(Piece.place.in_(places), Card.state.not_in(ENDED))
        )
        if site:
            statement = statement.where(Piece.site == site)
        statement = statement.order_by(Piece.since, Card.number).limit(limit)
        return [(row[0], row[1]) for row in self._session.execute(statement)]

    def was_made(self, card_id: UUID) -> bool:
        """Say whether a card has ever been on its way through a printer."""
        return bool(self._session.scalar(select(_WAS_MADE).where(Card.id == card_id)))

    def rejects(self, site: str, *, limit: int) -> list[tuple[Card, Piece | None]]:
        """Return what is out of use and still in the house, by number."""
        held = Piece.place.in_([*DRAWER, PiecePlace.REJECTED.value])
        return self._waiting(
            site, and_(Card.state.in_(ENDED), or_(held, _AT_THE_PRINTER)), limit=limit
        )

    def unfetched(self, site: str, *, before: date, limit: int) -> list[tuple[Card, Piece | None]]:
        """Return the cards that wait for their holders since before a day, by number."""
        held = and_(Piece.place.in_(DRAWER), Piece.since < before)
        unscanned = and_(Piece.id.is_(None), _printed_before(before))
        waits = and_(Card.state.not_in(ENDED), or_(held, unscanned))
        return self._waiting(site, waits, limit=limit)

    def is_unfetched(self, card: Card, *, before: date) -> bool:
        """Say whether a card waits for its holder since before a day."""
        piece = self.of_card(card.id)
        if piece is not None:
            return piece.place in IN_THE_DRAWER and piece.since < before
        statement = select(_printed_before(before)).where(Card.id == card.id)
        return bool(self._session.scalar(statement))

    def _waiting(
        self, site: str, condition: ColumnElement[bool], *, limit: int
    ) -> list[tuple[Card, Piece | None]]:
        statement = (
            select(Card, Piece)
            .join(Piece, Piece.card_id == Card.id, isouter=True)
            .where(condition, _UNBOUND)
        )
        if site:
            statement = statement.where(Card.site == site)
        rows = self._session.execute(statement.order_by(Card.number).limit(limit))
        return [(row[0], row[1]) for row in rows]

    def _add(self, card: Card, place: PiecePlace, today: date) -> Piece:
        piece = Piece(
            id=uuid4(),
            card_id=card.id,
            site=card.site,
            place=place.value,
            since=today,
            disposal_id=None,
            version=1,
        )
        set_mac(self._session, piece)
        self._session.add(piece)
        self._session.flush()
        return piece

    def _swap(self, piece: Piece) -> None:
        piece.version += 1
        set_mac(self._session, piece)
        if not self._session.swap():
            raise ConflictError("piece_changed")


def _printed_before(day: date) -> ColumnElement[bool]:
    """Return the condition that a card was called good before a day and went nowhere by its state.

    It needed no scan, or nobody has scanned it, so no piece of it was ever entered.
    """
    return and_(
        Card.state == CardState.PRINTED.value,
        exists().where(
            PrintJob.card_id == Card.id,
            PrintJob.state == PrintJobState.PRINTED.value,
            PrintJob.printed_on < day,
        ),
    )
