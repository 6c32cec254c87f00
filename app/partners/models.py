"""Table of partners: offices and shops whose systems ask whether a card is in use."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from app.audit import RowVersion, Subject
from app.kit.db import CheckConstraint, DataClass, Mapped, Model, column

WHILE_AGREED = "while the agreement is kept on file"
MAX_DAILY_QUOTA = 1_000_000


class AnswerField(StrEnum):
    """What an agreement may add to the answer; word and age of the list are always in it."""

    PLEASE_VISIT = "please_visit"  # the ID office would like to see the holder


class Partner(Model):
    """One partner, its agreement and the digest of its key. No person is named."""

    __tablename__ = "partners"
    __table_args__ = (
        CheckConstraint(f"daily_quota BETWEEN 1 AND {MAX_DAILY_QUOTA}", name="daily_quota_sane"),
        CheckConstraint("length(name) BETWEEN 1 AND 100", name="name_length"),
        CheckConstraint("length(contact_role) BETWEEN 1 AND 100", name="contact_role_length"),
    )

    id: Mapped[UUID] = column(
        primary_key=True,
        purpose="partner, as counts name it",
        data=DataClass.OPERATIONAL,
        clock=WHILE_AGREED,
    )
    name: Mapped[str] = column(
        purpose="name of the organisation", data=DataClass.OPERATIONAL, clock=WHILE_AGREED
    )
    contact_role: Mapped[str] = column(
        purpose="whom to ask for there: a role or an office, no person",
        data=DataClass.OPERATIONAL,
        clock=WHILE_AGREED,
    )
    agreed_on: Mapped[date] = column(
        purpose="day of the agreement", data=DataClass.OPERATIONAL, clock=WHILE_AGREED
    )
    sees_please_visit: Mapped[bool] = column(
        purpose="the agreement adds please_visit to the answer",
        data=DataClass.OPERATIONAL,
        clock=WHILE_AGREED,
    )
    daily_quota: Mapped[int] = column(
        purpose="checks per day, UTC", data=DataClass.OPERATIONAL, clock=WHILE_AGREED
    )
    key_digest: Mapped[bytes] = column(
        unique=True,
        purpose="SHA-256 of a 256-bit random key",
        data=DataClass.SECRET_DIGEST,
        clock="replaced with every key",
    )
    is_closed: Mapped[bool] = column(
        purpose="its key answers no more", data=DataClass.OPERATIONAL, clock=WHILE_AGREED
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WHILE_AGREED
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row",
        data=DataClass.SECRET_DIGEST,
        clock=WHILE_AGREED,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    register_label = "partners"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: whose key it is, what it may ask, and whether it counts."""
        may = f"{self.daily_quota}:{int(self.sees_please_visit)}:{int(self.is_closed)}"
        return f"{self.key_digest.hex()}:{may}"

    @property
    def subject(self) -> Subject:
        """Name the partner in the audit log, in the version that an act has left."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))

    @property
    def fields(self) -> frozenset[AnswerField]:
        """Return what the agreement adds to the answer."""
        return frozenset({AnswerField.PLEASE_VISIT}) if self.sees_please_visit else frozenset()
