"""Table of counts of online checks: a day, who asked, a word. No card, no hash of one."""

from datetime import date

from app.core.credential import ResultWord
from app.kit.db import DataClass, Mapped, Model, column, one_of


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
