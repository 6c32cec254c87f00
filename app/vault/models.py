"""Tables of sealed values, and of keys whose destruction has been ordered."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.kit.db import DataClass, Index, Mapped, Model, UniqueConstraint, column, one_of

WITH_KEY = "unreadable when its data key is destroyed"


class Label(StrEnum):
    """What a sealed value is. The words are part of the seal and outlive every renaming."""

    NAMES = "applicant.names"
    BIRTH_DATE = "applicant.birth_date"
    ADDRESS = "applicant.address"
    CONTACT = "applicant.contact"
    PHOTO = "applicant.photo"
    EVIDENCE = "application.evidence"
    INTAKE = "application.intake"
    DECISION = "application.decision"
    CREDENTIAL = "card.credential"
    ISSUER_TAG = "card.issuer_tag"
    LIBRARY_NUMBER = "card.library_number"


class SealedValue(Model):
    """One sealed value in a row of its own, never in a row that has a state."""

    __tablename__ = "sealed_values"
    __table_args__ = (
        UniqueConstraint("owner_id", "label"),
        one_of("label", Label),
        Index(None, "key_id"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id, part of the seal", data=DataClass.LINK, clock=WITH_KEY
    )
    owner_id: Mapped[UUID] = column(
        purpose="the applicant, application or card it belongs to",
        data=DataClass.LINK,
        clock=WITH_KEY,
    )
    key_id: Mapped[UUID] = column(
        purpose="the data key in the keyring", data=DataClass.LINK, clock=WITH_KEY
    )
    label: Mapped[str] = column(purpose="what it is", data=DataClass.OPERATIONAL, clock=WITH_KEY)
    record_version: Mapped[int] = column(
        purpose="raised when the value is written again; part of the seal",
        data=DataClass.OPERATIONAL,
        clock=WITH_KEY,
    )
    nonce: Mapped[bytes] = column(
        purpose="12 random bytes", data=DataClass.OPERATIONAL, clock=WITH_KEY
    )
    ciphertext: Mapped[bytes] = column(
        purpose="AES-256-GCM over the padded value", data=DataClass.SEALED, clock=WITH_KEY
    )


class KeyTombstone(Model):
    """A data key whose destruction was ordered in the transaction that removed its rows."""

    __tablename__ = "key_tombstones"

    key_id: Mapped[UUID] = column(
        primary_key=True,
        purpose="the data key",
        data=DataClass.LINK,
        clock="kept until every backup that could hold its rows has expired",
    )
    ordered_at: Mapped[datetime] = column(
        purpose="when its rows were removed",
        data=DataClass.OPERATIONAL,
        clock="with the row",
    )
    destroyed_at: Mapped[datetime | None] = column(
        purpose="when the keyring confirmed it; only then is it reported as erased",
        data=DataClass.OPERATIONAL,
        clock="with the row",
    )
