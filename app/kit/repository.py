"""Every query about the technical tables."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, delete, or_, select, update

from app.kit.db import Session, insert_if_absent
from app.kit.models import DueTask, IdempotencyKey, LimitUse, RegisterVersion

WORKER_SIGN = "worker"


class IdempotencyRepository:
    """Requests that were answered."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, *, key_mac: bytes, request_mac: bytes, now: datetime) -> bool:
        """Take a key; False when a request with this key was here before."""
        statement = (
            insert_if_absent(self._session, IdempotencyKey)
            .values(key_mac=key_mac, request_mac=request_mac, created_at=now)
            .on_conflict_do_nothing()
            .returning(IdempotencyKey.key_mac)
        )
        return self._session.scalar(statement) is not None

    def find(self, key_mac: bytes) -> IdempotencyKey:
        """Return the row of a key that is taken."""
        return self._session.get_one(IdempotencyKey, key_mac, populate_existing=True)

    def answer(self, key_mac: bytes, *, code: int, resource: str) -> None:
        """Note what the request made."""
        self._session.execute(
            update(IdempotencyKey)
            .where(IdempotencyKey.key_mac == key_mac)
            .values(code=code, resource=resource)
        )

    def purge(self, *, before: datetime) -> None:
        """Forget requests older than a moment."""
        self._session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < before))


class RegisterVersionRepository:
    """The version of keys and status values."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def start(self) -> None:
        """Make the row."""
        self._session.add(RegisterVersion(id=1, value=0))

    def bump(self) -> int:
        """Say that keys or status values change in this transaction; return the new version.

        Whoever bumps next waits until this transaction is over, so versions appear in their order.
        """
        raised = update(RegisterVersion).values(value=RegisterVersion.value + 1)
        self._session.info["register_changed"] = True
        return self._session.scalars(raised.returning(RegisterVersion.value)).one()

    def read(self) -> int:
        """Return the version."""
        return self._session.scalars(select(RegisterVersion.value)).one()


class LimitRepository:
    """Limits that all processes share: what is taken here, no other process can take again."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, name: str, *, period: str, amount: int, limit: int) -> int:
        """Take up to `amount` of what is left of a limit in a period; return what was taken."""
        self._session.execute(
            insert_if_absent(self._session, LimitUse)
            .values(name=name, period=period, used=0)
            .on_conflict_do_nothing()
        )
        used = self._session.scalars(self._row(name, period).with_for_update()).one()
        taken = max(0, min(amount, limit - used))
        if taken:
            self._add(name, period, taken)
        return taken

    def give_back(self, name: str, *, period: str, amount: int) -> None:
        """Return what was taken and not used."""
        self._add(name, period, -amount)

    def forget(self, *, before: date) -> None:
        """Forget the periods of days before a day."""
        self._session.execute(delete(LimitUse).where(LimitUse.period < before.isoformat()))

    def _row(self, name: str, period: str) -> Select[int]:
        return select(LimitUse.used).where(LimitUse.name == name, LimitUse.period == period)

    def _add(self, name: str, period: str, amount: int) -> None:
        self._session.execute(
            update(LimitUse)
            .where(LimitUse.name == name, LimitUse.period == period)
            .values(used=LimitUse.used + amount)
        )


class DueTaskRepository:
    """Recurring tasks and their leases."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ensure(self, names: list[str], *, now: datetime) -> None:
        """Make a row, due now, for every task that has none."""
        known = set(self._session.scalars(select(DueTask.name)))
        self._session.add_all(
            DueTask(name=name, due_at=now, version=0) for name in names if name not in known
        )

    def take(self, *, names: list[str], owner: UUID, now: datetime, lease: timedelta) -> str | None:
        """Take the lease of one task that is due; None when there is none or another was faster."""
        free = or_(DueTask.lease_until.is_(None), DueTask.lease_until < now)
        candidate = self._session.execute(
            select(DueTask.name, DueTask.version)
            .where(DueTask.name.in_(names), DueTask.due_at <= now, free)
            .order_by(DueTask.due_at)
            .limit(1)
        ).one_or_none()
        if candidate is None:
            return None
        name, version = candidate
        taken = self._session.changed(
            update(DueTask)
            .where(DueTask.name == name, DueTask.version == version)
            .values(lease_owner=owner, lease_until=now + lease, version=version + 1)
        )
        return str(name) if taken else None

    def finish(self, name: str, *, owner: UUID, due_at: datetime) -> bool:
        """Give the lease back and say when the task is due again; False when it was lost."""
        return self._session.changed(
            update(DueTask)
            .where(DueTask.name == name, DueTask.lease_owner == owner)
            .values(lease_owner=None, lease_until=None, due_at=due_at, version=DueTask.version + 1)
        )

    def sign_of_life(self, *, owner: UUID, now: datetime, lease: timedelta) -> bool:
        """Renew the worker's own lease; False while another process holds it."""
        free = or_(
            DueTask.lease_until.is_(None),
            DueTask.lease_until < now,
            DueTask.lease_owner == owner,
        )
        return self._session.changed(
            update(DueTask)
            .where(DueTask.name == WORKER_SIGN, free)
            .values(lease_owner=owner, lease_until=now + lease, version=DueTask.version + 1)
        )
