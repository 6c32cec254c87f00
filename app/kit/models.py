"""Technical tables: due tasks, answered requests, the register's version, limits in use."""

from datetime import datetime
from uuid import UUID

from app.kit.db import CheckConstraint, DataClass, Mapped, Model, column


class DueTask(Model):
    """One recurring task; whoever takes it holds it until a deadline."""

    __tablename__ = "due_tasks"

    name: Mapped[str] = column(
        primary_key=True, purpose="the task", data=DataClass.OPERATIONAL, clock="kept"
    )
    due_at: Mapped[datetime] = column(
        purpose="when it is due next", data=DataClass.OPERATIONAL, clock="overwritten at each run"
    )
    lease_owner: Mapped[UUID | None] = column(
        purpose="the process at work on it", data=DataClass.OPERATIONAL, clock="with the lease"
    )
    lease_until: Mapped[datetime | None] = column(
        purpose="when another process may take over",
        data=DataClass.OPERATIONAL,
        clock="with the lease",
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock="kept"
    )


class IdempotencyKey(Model):
    """A request that was answered: enough to give the same answer again, never a body."""

    __tablename__ = "idempotency_keys"

    key_mac: Mapped[bytes] = column(
        primary_key=True,
        purpose="HMAC over actor and key",
        data=DataClass.SECRET_DIGEST,
        clock="24 hours",
    )
    request_mac: Mapped[bytes] = column(
        purpose="HMAC over the canonical request", data=DataClass.SECRET_DIGEST, clock="24 hours"
    )
    code: Mapped[int | None] = column(
        purpose="status code of the answer", data=DataClass.OPERATIONAL, clock="24 hours"
    )
    resource: Mapped[str | None] = column(
        purpose="random number of what was made", data=DataClass.LINK, clock="24 hours"
    )
    created_at: Mapped[datetime] = column(
        purpose="when it was answered", data=DataClass.OPERATIONAL, clock="24 hours"
    )


class RegisterVersion(Model):
    """The one row that is raised whenever keys or status values change."""

    __tablename__ = "register_version"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = column(
        primary_key=True,
        autoincrement=False,
        purpose="always 1",
        data=DataClass.OPERATIONAL,
        clock="kept",
    )
    value: Mapped[int] = column(
        purpose="how often the register changed", data=DataClass.COUNT, clock="kept"
    )


class LimitUse(Model):
    """How much of a limit was used in one period, by all processes together. Never by whom."""

    __tablename__ = "limit_uses"

    name: Mapped[str] = column(
        primary_key=True, purpose="the limit", data=DataClass.OPERATIONAL, clock="two days"
    )
    period: Mapped[str] = column(
        primary_key=True,
        purpose="day or hour it counts for, UTC",
        data=DataClass.OPERATIONAL,
        clock="two days",
    )
    used: Mapped[int] = column(purpose="how much was taken", data=DataClass.COUNT, clock="two days")
