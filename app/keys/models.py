"""Tables of issuer keys, the pinned root and the key sets that it signed.

Private halves lie in key files or in a PKCS#11 token; the root's lies nowhere near this service.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.audit import RowVersion, Subject
from app.kit.db import CheckConstraint, DataClass, Mapped, Model, column, one_of

KEPT = "until its verification window has ended"


class KeyRole(StrEnum):
    """What a key signs; never both."""

    CARD = "card"
    STATUS = "status"


class KeyStanding(StrEnum):
    """Whether a key signs, still verifies, or must not be believed."""

    ACTIVE = "active"
    RETIRED = "retired"
    COMPROMISED = "compromised"


class KeyHolder(StrEnum):
    """Where the private half lies."""

    FILE = "file"
    TOKEN = "token"  # noqa: S105 - a PKCS#11 token, not a secret


class IssuerKey(Model):
    """A key of this issuer."""

    __tablename__ = "issuer_keys"
    __table_args__ = (
        one_of("role", KeyRole),
        one_of("standing", KeyStanding),
        one_of("algorithm", ("ES256", "EdDSA")),
        one_of("holder", KeyHolder),
        CheckConstraint(
            "(standing = 'compromised') = (compromised_at IS NOT NULL)", name="compromised_when"
        ),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.REGISTER, clock=KEPT
    )
    kid: Mapped[bytes] = column(
        purpose="first 4 bytes of the COSE key thumbprint", data=DataClass.REGISTER, clock=KEPT
    )
    role: Mapped[str] = column(purpose="card or status", data=DataClass.REGISTER, clock=KEPT)
    issuer: Mapped[str] = column(
        purpose="the issuer's address, fixed when the key was made",
        data=DataClass.REGISTER,
        clock=KEPT,
    )
    algorithm: Mapped[str] = column(
        purpose="signature algorithm", data=DataClass.REGISTER, clock=KEPT
    )
    public_key: Mapped[bytes] = column(
        purpose="public key (DER, SubjectPublicKeyInfo)", data=DataClass.REGISTER, clock=KEPT
    )
    is_development: Mapped[bool] = column(
        purpose="made by a development server; refused in production",
        data=DataClass.REGISTER,
        clock=KEPT,
    )
    holder: Mapped[str] = column(
        purpose="where the private half lies: file or token", data=DataClass.REGISTER, clock=KEPT
    )
    standing: Mapped[str] = column(
        purpose="active, retired or compromised", data=DataClass.REGISTER, clock=KEPT
    )
    compromised_at: Mapped[datetime | None] = column(
        purpose="from when on somebody else may have signed with it",
        data=DataClass.REGISTER,
        clock=KEPT,
    )
    sign_from: Mapped[datetime] = column(
        purpose="first moment it signs", data=DataClass.REGISTER, clock=KEPT
    )
    sign_until: Mapped[datetime] = column(
        purpose="end of the signing window", data=DataClass.REGISTER, clock=KEPT
    )
    verify_until: Mapped[datetime] = column(
        purpose="no card signed by it lives longer", data=DataClass.REGISTER, clock=KEPT
    )
    version: Mapped[int] = column(purpose="compare-and-swap", data=DataClass.REGISTER, clock=KEPT)
    mac: Mapped[bytes] = column(
        purpose="HMAC over id, key, windows, standing and version",
        data=DataClass.SECRET_DIGEST,
        clock=KEPT,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    @property
    def subject(self) -> Subject:
        """Name the key in the audit log, in the version that an act has left."""
        return Subject(row=RowVersion(self.__tablename__, self.id, self.version, self.kid.hex()))

    @property
    def register_label(self) -> str:
        """Name the table."""
        return self.__tablename__

    @property
    def register_state(self) -> str:
        """Return what the MAC protects."""
        windows = "|".join(
            moment.isoformat() for moment in (self.sign_from, self.sign_until, self.verify_until)
        )
        key = f"{self.kid.hex()}|{self.public_key.hex()}|{self.role}|{self.issuer}"
        state = f"{key}|{self.algorithm}|{self.is_development}|{self.standing}|{windows}"
        if self.holder == KeyHolder.TOKEN:
            state += f"|{self.holder}"  # added when there were rows without it
        if self.compromised_at is not None:
            state += f"|{self.compromised_at.isoformat()}"
        return state


class PinnedRoot(Model):
    """The one root that signs this issuer's key sets; verifiers pin the same."""

    __tablename__ = "pinned_root"
    __table_args__ = (CheckConstraint("place = 1", name="one_row"),)

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.REGISTER, clock="kept"
    )
    place: Mapped[int] = column(
        unique=True, purpose="always 1", data=DataClass.OPERATIONAL, clock="kept"
    )
    public_key: Mapped[bytes] = column(
        purpose="public key (COSE_Key)", data=DataClass.REGISTER, clock="kept"
    )
    version: Mapped[int] = column(purpose="compare-and-swap", data=DataClass.REGISTER, clock="kept")
    mac: Mapped[bytes] = column(
        purpose="HMAC over id, key and version", data=DataClass.SECRET_DIGEST, clock="kept"
    )

    @property
    def register_label(self) -> str:
        """Name the table."""
        return self.__tablename__

    @property
    def register_state(self) -> str:
        """Return what the MAC protects."""
        return self.public_key.hex()


class PublishedKeySet(Model):
    """A key set that the root signed and that was published; the newest one is served."""

    __tablename__ = "key_sets"

    version: Mapped[int] = column(
        primary_key=True,
        autoincrement=False,
        purpose="version of the key set",
        data=DataClass.REGISTER,
        clock="kept",
    )
    content: Mapped[bytes] = column(
        purpose="the signed key set", data=DataClass.REGISTER, clock="kept"
    )
    published_at: Mapped[datetime] = column(
        purpose="when it was published", data=DataClass.OPERATIONAL, clock="kept"
    )
