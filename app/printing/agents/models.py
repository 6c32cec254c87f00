"""Tables of print agents: programs at desks that fetch one card at a time for their printer."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.audit import RowVersion, Subject
from app.kit.db import CheckConstraint, DataClass, ForeignKey, Mapped, Model, column, one_of
from app.printing.printers import Printer

WHILE_IN_USE = "while the agent is kept on file"


class PrinterState(StrEnum):
    """How a printer's queue stands, in the words of IPP (RFC 8011, 5.4.11)."""

    IDLE = "idle"
    PROCESSING = "processing"
    STOPPED = "stopped"


class PrintAgent(Model):
    """One agent: its site, its printer and the digest of its key. No person is named."""

    __tablename__ = "print_agents"
    __table_args__ = (
        CheckConstraint("length(name) BETWEEN 1 AND 60", name="name_length"),
        CheckConstraint("length(printer) BETWEEN 1 AND 100", name="printer_length"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=WHILE_IN_USE
    )
    site: Mapped[str] = column(
        purpose="desk whose cards it prints", data=DataClass.OPERATIONAL, clock=WHILE_IN_USE
    )
    name: Mapped[str] = column(
        purpose="what people call it", data=DataClass.OPERATIONAL, clock=WHILE_IN_USE
    )
    printer: Mapped[str] = column(
        purpose="what people call its printer", data=DataClass.OPERATIONAL, clock=WHILE_IN_USE
    )
    printer_id: Mapped[UUID | None] = column(
        ForeignKey(Printer.id),
        purpose="printer of the register whose offsets and colours its cards get",
        data=DataClass.OPERATIONAL,
        clock=WHILE_IN_USE,
    )
    key_digest: Mapped[bytes] = column(
        unique=True,
        purpose="SHA-256 of a 256-bit random key",
        data=DataClass.SECRET_DIGEST,
        clock="replaced with every key",
    )
    is_closed: Mapped[bool] = column(
        purpose="its key opens nothing any more", data=DataClass.OPERATIONAL, clock=WHILE_IN_USE
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WHILE_IN_USE
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row",
        data=DataClass.SECRET_DIGEST,
        clock=WHILE_IN_USE,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    register_label = "print_agents"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: whose key, for which desk and printer, if it counts."""
        state = f"{self.key_digest.hex()}:{self.site}:{int(self.is_closed)}"
        return state if self.printer_id is None else f"{state}:{self.printer_id}"

    @property
    def subject(self) -> Subject:
        """Name the agent in the audit log, in the version that an act has left."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))


class PrintAgentSign(Model):
    """The last that was heard of an agent and its printer."""

    __tablename__ = "print_agent_signs"
    __table_args__ = (one_of("printer_state", PrinterState),)

    agent_id: Mapped[UUID] = column(
        ForeignKey(PrintAgent.id),
        primary_key=True,
        purpose="the agent",
        data=DataClass.OPERATIONAL,
        clock=WHILE_IN_USE,
    )
    seen_at: Mapped[datetime] = column(
        purpose="when it was heard of", data=DataClass.OPERATIONAL, clock="replaced by the next"
    )
    printer_state: Mapped[str] = column(
        purpose="idle, processing or stopped",
        data=DataClass.OPERATIONAL,
        clock="replaced by the next",
    )
    printer_words: Mapped[str] = column(
        purpose="what the printer says, in words of a closed list",
        data=DataClass.OPERATIONAL,
        clock="replaced by the next",
    )
