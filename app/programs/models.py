"""Table of program versions: the very bytes of the file, and from which day they hold."""

from datetime import date, datetime
from uuid import UUID

from app.kit.db import DataClass, Mapped, Model, UniqueConstraint, column

KEPT = "kept as long as anything names it"


class ProgramVersion(Model):
    """One version of the program profile."""

    __tablename__ = "program_versions"
    __table_args__ = (UniqueConstraint("effective_from", "activated_at"),)

    id: Mapped[UUID] = column(
        primary_key=True,
        purpose="what applications, decisions and cards name",
        data=DataClass.OPERATIONAL,
        clock=KEPT,
    )
    sha256: Mapped[bytes] = column(
        purpose="SHA-256 of the file", data=DataClass.OPERATIONAL, clock=KEPT
    )
    content: Mapped[bytes] = column(
        purpose="the file's bytes (TOML)", data=DataClass.OPERATIONAL, clock=KEPT
    )
    effective_from: Mapped[date] = column(
        purpose="first day on which it holds", data=DataClass.OPERATIONAL, clock=KEPT
    )
    activated_at: Mapped[datetime] = column(
        purpose="when it was activated", data=DataClass.OPERATIONAL, clock=KEPT
    )
