"""Tables of library numbers. Which card has which number lies sealed with the card alone."""

from uuid import UUID

from app.audit import RowVersion, Subject
from app.core.library_number import CheckRule, LibraryRange
from app.kit.db import CheckConstraint, DataClass, ForeignKey, Mapped, Model, column, one_of

FOR_GOOD = "kept: a number is never used again"


class LibraryRangeRow(Model):
    """One range that a library handed out, and how far it is used."""

    __tablename__ = "library_ranges"
    __table_args__ = (
        one_of("check_rule", CheckRule),
        CheckConstraint("first <= next AND next <= last + 1", name="next_in_range"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=FOR_GOOD
    )
    prefix: Mapped[str] = column(
        purpose="letters before the digits, often none", data=DataClass.REGISTER, clock=FOR_GOOD
    )
    width: Mapped[int] = column(
        purpose="digits without the check digit", data=DataClass.REGISTER, clock=FOR_GOOD
    )
    check_rule: Mapped[str] = column(
        purpose="how the check digit is made", data=DataClass.REGISTER, clock=FOR_GOOD
    )
    first: Mapped[int] = column(
        purpose="first number without its check digit", data=DataClass.REGISTER, clock=FOR_GOOD
    )
    last: Mapped[int] = column(
        purpose="last number without its check digit", data=DataClass.REGISTER, clock=FOR_GOOD
    )
    next: Mapped[int] = column(
        purpose="the number that comes next", data=DataClass.REGISTER, clock=FOR_GOOD
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.REGISTER, clock=FOR_GOOD
    )
    mac: Mapped[bytes] = column(
        purpose="HMAC over id, numbers and version",
        data=DataClass.SECRET_DIGEST,
        clock=FOR_GOOD,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    @property
    def numbers(self) -> LibraryRange:
        """The range as a value."""
        return LibraryRange(
            prefix=self.prefix,
            width=self.width,
            check=CheckRule(self.check_rule),
            first=self.first,
            last=self.last,
        )

    @property
    def free(self) -> int:
        """How many numbers are left."""
        return self.last + 1 - self.next

    @property
    def register_label(self) -> str:
        """Name the table."""
        return self.__tablename__

    @property
    def register_state(self) -> str:
        """Return what the MAC protects."""
        shape = f"{self.prefix}|{self.width}|{self.check_rule}"
        return f"{shape}|{self.first}|{self.last}|{self.next}"

    @property
    def subject(self) -> Subject:
        """Name the range in the audit log."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))


class TakenLibraryNumber(Model):
    """A number that a card got: it is there once, whatever becomes of the card or of the range."""

    __tablename__ = "library_numbers"

    number: Mapped[str] = column(
        primary_key=True,
        purpose="library number; which card has it is not told here",
        data=DataClass.OPERATIONAL,
        clock=FOR_GOOD,
    )
    range_id: Mapped[UUID] = column(
        ForeignKey(LibraryRangeRow.id),
        purpose="the range it comes from",
        data=DataClass.OPERATIONAL,
        clock=FOR_GOOD,
    )
