"""Tables of the card register and of the places in the status lists."""

from datetime import date
from uuid import UUID

from app.applicants import Applicant
from app.applications import CardApplication
from app.cards.reasons import CardReason
from app.core.lifecycle import LIVE_CARD_STATES, CardState
from app.kit.db import (
    DataClass,
    ForeignKey,
    Index,
    Mapped,
    Model,
    UniqueConstraint,
    column,
    one_of,
    sql_text,
)
from app.programs import ProgramVersion

REGISTER_CLOCK = "until the card's status list retires"
LIVE = ", ".join(f"'{state}'" for state in LIVE_CARD_STATES)


class Card(Model):
    """One card: a random number and its state. The name and the signed token lie in the vault."""

    __tablename__ = "cards"
    __table_args__ = (
        one_of("state", CardState),
        one_of("paused_from", ("", CardState.ISSUED, CardState.PRINTED, CardState.ACTIVE)),
        one_of("reason", ("", *CardReason)),
        UniqueConstraint("status_list", "status_index"),
        Index(
            "one_live_card_per_applicant",
            "applicant_id",
            unique=True,
            sqlite_where=sql_text(f"state IN ({LIVE})"),
            postgresql_where=sql_text(f"state IN ({LIVE})"),
        ),
        Index("one_card_per_tear_off_code", "tear_off_digest", unique=True),
        Index(None, "site", "state"),
        Index(None, "application_id"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.LINK, clock=REGISTER_CLOCK
    )
    number: Mapped[str] = column(
        unique=True, purpose="card number", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    application_id: Mapped[UUID] = column(
        ForeignKey(CardApplication.id),
        purpose="the application it answers",
        data=DataClass.LINK,
        clock="the retention rung of the program",
    )
    applicant_id: Mapped[UUID] = column(
        ForeignKey(Applicant.id),
        purpose="the person",
        data=DataClass.LINK,
        clock="the retention rung of the program",
    )
    program_version_id: Mapped[UUID] = column(
        ForeignKey(ProgramVersion.id),
        purpose="the rules and the design it was issued under",
        data=DataClass.REGISTER,
        clock=REGISTER_CLOCK,
    )
    site: Mapped[str] = column(
        purpose="desk that issued it", data=DataClass.OPERATIONAL, clock=REGISTER_CLOCK
    )
    state: Mapped[str] = column(
        purpose="where it stands", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    paused_from: Mapped[str] = column(
        purpose="the state a suspended card goes back to",
        data=DataClass.REGISTER,
        clock=REGISTER_CLOCK,
    )
    paused_on: Mapped[date | None] = column(
        purpose="day on which it was suspended; a lost card is revoked 14 days later",
        data=DataClass.REGISTER,
        clock="while the card is suspended",
    )
    reason: Mapped[str] = column(
        purpose="coded reason of the last suspension, revocation or spoiling",
        data=DataClass.REGISTER,
        clock=REGISTER_CLOCK,
    )
    expires_month: Mapped[str] = column(
        purpose="month in which it ends, YYYY-MM", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    status_list: Mapped[int] = column(
        purpose="number of its status list", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    status_index: Mapped[int] = column(
        purpose="its place in the list", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    kid: Mapped[bytes] = column(
        purpose="key id of the issuer key", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    digest: Mapped[bytes] = column(
        purpose="SHA-256 of the signed payload, salted by its cti",
        data=DataClass.SECRET_DIGEST,
        clock=REGISTER_CLOCK,
    )
    design: Mapped[str] = column(
        purpose="card design and its version", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    qr_mask: Mapped[int | None] = column(
        purpose="mask of the printed symbol, so that a second print is identical",
        data=DataClass.REGISTER,
        clock=REGISTER_CLOCK,
    )
    tear_off_digest: Mapped[bytes | None] = column(
        purpose="SHA-256 of the newest tear-off code",
        data=DataClass.SECRET_DIGEST,
        clock="replaced with every receipt",
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    mac: Mapped[bytes] = column(
        purpose="HMAC over id, number, state, holder, place, digest and version",
        data=DataClass.SECRET_DIGEST,
        clock=REGISTER_CLOCK,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    @property
    def register_label(self) -> str:
        """Name the table."""
        return self.__tablename__

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: everything that decides what is printed and answered.

        With the holder left out, one UPDATE would print a token beside another person's face.
        """
        holder = f"{self.applicant_id}|{self.application_id}|{self.program_version_id}|{self.site}"
        place = f"{self.status_list}:{self.status_index}"
        signed = f"{self.kid.hex()}|{self.digest.hex()}|{self.expires_month}|{place}"
        # Day and reason of a pause decide whether the card is revoked.
        pause = f"|{self.paused_on}|{self.reason}" if self.paused_on else ""
        return f"{self.number}|{self.state}|{self.paused_from}|{holder}|{signed}{pause}"


class StatusList(Model):
    """One status list: cards that end in the same quarter, so that whole lists retire."""

    __tablename__ = "status_lists"
    __table_args__ = (
        Index(
            "one_open_list_per_group",
            "expiry_group",
            unique=True,
            sqlite_where=sql_text("is_open = 1"),
            postgresql_where=sql_text("is_open"),
        ),
    )

    number: Mapped[int] = column(
        primary_key=True,
        autoincrement=False,
        purpose="number in the list's address",
        data=DataClass.REGISTER,
        clock=REGISTER_CLOCK,
    )
    expiry_group: Mapped[str] = column(
        purpose="expiry quarter YYYYQn, or open for cards without an end date",
        data=DataClass.REGISTER,
        clock=REGISTER_CLOCK,
    )
    is_open: Mapped[bool] = column(
        purpose="takes new cards", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    is_closed_world: Mapped[bool] = column(
        purpose="an index that no card has reads revoked; only after a key compromise",
        data=DataClass.REGISTER,
        clock=REGISTER_CLOCK,
    )


class StatusSlot(Model):
    """A taken place in a list and the value it shows; not used again before the list retires."""

    __tablename__ = "status_slots"
    __table_args__ = (UniqueConstraint("list_number", "slot_index"),)

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    list_number: Mapped[int] = column(
        ForeignKey(StatusList.number),
        purpose="the list",
        data=DataClass.REGISTER,
        clock=REGISTER_CLOCK,
    )
    slot_index: Mapped[int] = column(
        purpose="random place, 0 to 131,071", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    value: Mapped[int] = column(
        purpose="0 valid, 1 revoked, 2 suspended, 3 good, please visit us",
        data=DataClass.REGISTER,
        clock=REGISTER_CLOCK,
    )
    changed_in: Mapped[int | None] = column(
        index=True,
        purpose="register version in which its value last changed, to read only changes",
        data=DataClass.OPERATIONAL,
        clock=REGISTER_CLOCK,
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.REGISTER, clock=REGISTER_CLOCK
    )
    mac: Mapped[bytes] = column(
        purpose="HMAC over id, place, value and version",
        data=DataClass.SECRET_DIGEST,
        clock=REGISTER_CLOCK,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    @property
    def register_label(self) -> str:
        """Name the table."""
        return self.__tablename__

    @property
    def register_state(self) -> str:
        """Return what the MAC protects."""
        return f"{self.list_number}:{self.slot_index}:{self.value}"
