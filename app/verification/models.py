"""Tables of counts of online checks (no card, no hash of one) and of signed status lists."""

from datetime import date, datetime

from app.core.credential import ResultWord
from app.kit.db import DataClass, Mapped, Model, column, one_of

LIST_CLOCK = "replaced at least hourly, until every card on the list is past renewal"


class VerificationCount(Model):
    """How many checks of one day ended with one word."""

    __tablename__ = "verification_counts"
    __table_args__ = (one_of("result", ResultWord),)

    day: Mapped[date] = column(
        primary_key=True, purpose="day, UTC", data=DataClass.COUNT, clock="kept"
    )
    asker: Mapped[str] = column(
        primary_key=True,
        purpose="desk, anyone or a partner's id",
        data=DataClass.COUNT,
        clock="kept",
    )
    result: Mapped[str] = column(
        primary_key=True, purpose="result word", data=DataClass.COUNT, clock="kept"
    )
    count: Mapped[int] = column(purpose="how many", data=DataClass.COUNT, clock="kept")


class SignedList(Model):
    """The newest signed form of one status list, so that every process serves the same bytes."""

    __tablename__ = "signed_lists"

    list_number: Mapped[int] = column(
        primary_key=True,
        autoincrement=False,
        purpose="number of the status list",
        data=DataClass.REGISTER,
        clock=LIST_CLOCK,
    )
    cwt: Mapped[bytes] = column(
        purpose="the list as signed CWT", data=DataClass.REGISTER, clock=LIST_CLOCK
    )
    jwt: Mapped[bytes] = column(
        purpose="the list as signed JWT", data=DataClass.REGISTER, clock=LIST_CLOCK
    )
    digest: Mapped[bytes] = column(
        purpose="SHA-256 of the values, to see whether they changed",
        data=DataClass.REGISTER,
        clock=LIST_CLOCK,
    )
    kid: Mapped[bytes] = column(
        purpose="id of the status key that signed", data=DataClass.REGISTER, clock=LIST_CLOCK
    )
    issued_at: Mapped[datetime] = column(
        purpose="when it was signed", data=DataClass.OPERATIONAL, clock=LIST_CLOCK
    )
    register_version: Mapped[int] = column(
        purpose="state of the register behind it", data=DataClass.OPERATIONAL, clock=LIST_CLOCK
    )
