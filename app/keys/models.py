"""Table of issuer keys: public halves and their windows. Private halves lie in key files."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.kit.db import DataClass, Mapped, Model, column, one_of

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


class IssuerKey(Model):
    """A key of this issuer."""

    __tablename__ = "issuer_keys"
    __table_args__ = (
        one_of("role", KeyRole),
        one_of("standing", KeyStanding),
        one_of("algorithm", ("ES256", "EdDSA")),
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
    standing: Mapped[str] = column(
        purpose="active, retired or compromised", data=DataClass.REGISTER, clock=KEPT
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
        return f"{key}|{self.algorithm}|{self.is_development}|{self.standing}|{windows}"
