"""Table of pieces: where the plastic of a card is, once it has left the printer."""

from datetime import date
from uuid import UUID

from app.cards import Card
from app.core.piece import PiecePlace
from app.kit.db import DataClass, ForeignKey, Index, Mapped, Model, column, one_of
from app.printing.disposals import Disposal
from app.printing.models import WITH_CARD


class Piece(Model):
    """The one piece of a card; a number is never on two."""

    __tablename__ = "pieces"
    __table_args__ = (one_of("place", PiecePlace), Index(None, "site", "place"))

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    card_id: Mapped[UUID] = column(
        ForeignKey(Card.id),
        unique=True,
        purpose="the card",
        data=DataClass.LINK,
        clock=WITH_CARD,
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.OPERATIONAL, clock=WITH_CARD)
    place: Mapped[str] = column(
        purpose="where the piece is", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    since: Mapped[date] = column(
        purpose="since which day it is there", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    disposal_id: Mapped[UUID | None] = column(
        ForeignKey(Disposal.id),
        index=True,
        purpose="the paper under which two people destroy it",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARD,
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row",
        data=DataClass.SECRET_DIGEST,
        clock=WITH_CARD,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    @property
    def register_label(self) -> str:
        """Name the table."""
        return self.__tablename__

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: which card's piece is where."""
        return f"{self.card_id}|{self.site}|{self.place}|{self.since}|{self.disposal_id or ''}"
