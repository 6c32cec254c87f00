"""Tables of bureaus, of the bundles sent to them, of the cards in those, and of receipts.

A bundle's bytes are nowhere here: they are drawn in the request that asks for them.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.audit import RowVersion, Subject
from app.core.bureau import BundleCardState
from app.kit.db import (
    CheckConstraint,
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
from app.printing.models import PrintJob

WHILE_AGREED = "while the agreement is kept on file"
WITH_CARDS = "with the cards in it"
MAX_PURGE_DAYS = 90
AT_BUREAU = "state IN ('intended', 'sent', 'missing')"


class BundleState(StrEnum):
    """Where a bundle stands."""

    INTENDED = "intended"  # on record, nothing drawn yet
    SENT = "sent"
    SETTLED = "settled"  # it reconciles to zero
    CANCELLED = "cancelled"


class Bureau(Model):
    """A bureau, its agreement and its two public keys. No person is named."""

    __tablename__ = "bureaus"
    __table_args__ = (
        CheckConstraint("length(name) BETWEEN 1 AND 100", name="name_length"),
        CheckConstraint("length(contact_role) BETWEEN 1 AND 100", name="contact_role_length"),
        CheckConstraint(f"purge_days BETWEEN 1 AND {MAX_PURGE_DAYS}", name="purge_days_sane"),
        CheckConstraint("length(bundle_key) = 32", name="bundle_key_length"),
        CheckConstraint("length(receipt_key) = 32", name="receipt_key_length"),
    )

    id: Mapped[UUID] = column(
        primary_key=True,
        purpose="bureau, as its bundles name it",
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
    purge_days: Mapped[int] = column(
        purpose="days after which files must be destroyed and the receipt be here",
        data=DataClass.OPERATIONAL,
        clock=WHILE_AGREED,
    )
    bundle_key: Mapped[bytes] = column(
        purpose="X25519 public key that bundles are sealed to, 32 bytes",
        data=DataClass.REGISTER,
        clock=WHILE_AGREED,
    )
    receipt_key: Mapped[bytes] = column(
        purpose="Ed25519 public key of its receipts, 32 bytes",
        data=DataClass.REGISTER,
        clock=WHILE_AGREED,
    )
    is_closed: Mapped[bool] = column(
        purpose="gets no bundle any more", data=DataClass.OPERATIONAL, clock=WHILE_AGREED
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

    register_label = "bureaus"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: who can open a bundle, who signs for it, until when."""
        keys = f"{self.bundle_key.hex()}:{self.receipt_key.hex()}"
        return f"{keys}:{self.purge_days}:{int(self.is_closed)}"

    @property
    def subject(self) -> Subject:
        """Name the bureau in the audit log, in the version that an act has left."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))


class Bundle(Model):
    """One bundle of cards for one bureau."""

    __tablename__ = "bundles"
    __table_args__ = (one_of("state", BundleState), Index(None, "site", "state"))

    id: Mapped[UUID] = column(
        primary_key=True,
        purpose="bundle, as its header names it",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARDS,
    )
    bureau_id: Mapped[UUID] = column(
        ForeignKey(Bureau.id), purpose="the bureau", data=DataClass.LINK, clock=WITH_CARDS
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.OPERATIONAL, clock=WITH_CARDS)
    state: Mapped[str] = column(
        purpose="where it stands", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
    made_at: Mapped[datetime] = column(
        purpose="when it was put together", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
    purge_by: Mapped[datetime] = column(
        purpose="until when files must be destroyed and the receipt be here",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARDS,
    )
    manifest: Mapped[str] = column(
        purpose="SHA-256 of the signed manifest, empty before it was drawn",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARDS,
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row",
        data=DataClass.SECRET_DIGEST,
        clock=WITH_CARDS,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    register_label = "bundles"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: for whom it is, what was in it, where it stands."""
        ends = self.purge_by.isoformat()
        return f"{self.bureau_id}:{self.site}:{self.manifest}:{self.state}:{ends}"

    @property
    def subject(self) -> Subject:
        """Name the bundle in the audit log, in the version that an act has left."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))


class BundleCard(Model):
    """One card of a bundle; while it is open here, nothing else prints or settles the card."""

    __tablename__ = "bundle_cards"
    __table_args__ = (
        one_of("state", BundleCardState),
        UniqueConstraint("bundle_id", "position"),
        Index(
            "one_open_bundle_per_print",
            "job_id",
            unique=True,
            sqlite_where=sql_text(AT_BUREAU),
            postgresql_where=sql_text(AT_BUREAU),
        ),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
    bundle_id: Mapped[UUID] = column(
        ForeignKey(Bundle.id), purpose="the bundle", data=DataClass.LINK, clock=WITH_CARDS
    )
    job_id: Mapped[UUID] = column(
        ForeignKey(PrintJob.id), purpose="the print", data=DataClass.LINK, clock=WITH_CARDS
    )
    position: Mapped[int] = column(
        purpose="place in the bundle, from 1", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
    state: Mapped[str] = column(
        purpose="where it stands", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
    reason: Mapped[str] = column(
        purpose="why the piece was spoiled", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
    is_code_read: Mapped[bool] = column(
        purpose="its code was read back at the bureau", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy


class AcceptedReceipt(Model):
    """A receipt that was accepted: its digest makes a repetition harmless."""

    __tablename__ = "purge_receipts"
    __table_args__ = (UniqueConstraint("bundle_id", "digest"),)

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
    bundle_id: Mapped[UUID] = column(
        ForeignKey(Bundle.id), purpose="the bundle", data=DataClass.LINK, clock=WITH_CARDS
    )
    digest: Mapped[str] = column(
        purpose="SHA-256 of the receipt", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
    destroyed_at: Mapped[datetime] = column(
        purpose="when the bureau says it had destroyed the files",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARDS,
    )
    accepted_at: Mapped[datetime] = column(
        purpose="when it was accepted here", data=DataClass.OPERATIONAL, clock=WITH_CARDS
    )
