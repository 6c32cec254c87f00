"""What this process may still answer for each partner today, leased in blocks from the database.

The snapshot thread takes a block before the last one is used up, so that no query stands between a
request and its answer and all processes together never answer more than was agreed. A block is an
eighth of a process's share: while other processes are idle, at least seven eighths can be used. The
blocks of a small quota are ten checks, shared by the processes: a few scans in a row are answered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from threading import Lock
from uuid import UUID

from app.kit.db import SessionFactory, write_transaction
from app.kit.errors import TooManyAttemptsError
from app.kit.logging import log
from app.kit.repository import LimitRepository
from app.partners import PartnerAccess
from app.verification.snapshot import Snapshot

BLOCKS = 8
LEAST_BLOCK = 10
NEXT_BLOCK = timedelta(seconds=2)
"""How often blocks are taken."""


@dataclass(slots=True)
class Lease:
    """A partner's block of one day; `is_last` when the database had no whole block left."""

    day: date
    left: int = 0
    is_last: bool = False


class PartnerQuotas:
    """Leases of one process."""

    def __init__(self, new_session: SessionFactory, *, processes: int) -> None:
        self._new_session = new_session
        self._processes = processes
        self._lock = Lock()
        self._leases: dict[UUID, Lease] = {}
        self.when_low: Callable[[], None] = lambda: None
        """Called when a block runs low; whoever holds the thread lets it look."""

    def take(self, partner: PartnerAccess, *, now: datetime) -> None:
        """Use one check of a partner's quota.

        Raises:
            TooManyAttemptsError: `quota_used`: none is left today; `too_many_at_once`: the next
                block is on its way.
        """
        with self._lock:
            lease = self._lease(partner, _day(now))
            is_low = lease.left <= self._block(partner) // 2 and not lease.is_last
            is_used_up = lease.left == 0
            reason = "quota_used" if lease.is_last else "too_many_at_once"
            lease.left -= not is_used_up
        if is_low:
            self.when_low()
        if is_used_up:
            wait = _until_tomorrow(now) if reason == "quota_used" else NEXT_BLOCK
            raise TooManyAttemptsError(reason, wait=wait)

    def top_up(self, snapshot: Snapshot) -> None:
        """Take blocks for the partners that run low; what fails is tried again in two seconds."""
        partners = list(snapshot.partners.values())
        with self._lock:
            # A request after midnight may be ahead of a snapshot from before it.
            day = max([_day(snapshot.as_of), *(lease.day for lease in self._leases.values())])
            self._forget(keep={partner.id for partner in partners})
            low = [partner for partner in partners if self._is_low(partner, day)]
        if not low:
            return
        try:
            taken = dict(self._take_blocks(low, day))
        except Exception as error:  # noqa: BLE001 - whatever it is, checks must go on
            log("quota_not_leased", kind=type(error).__name__)
            return
        with self._lock:
            for partner in low:
                lease = self._lease(partner, day)
                lease.left += taken[partner.id]
                lease.is_last = taken[partner.id] < self._block(partner)

    def give_back(self) -> None:
        """Return what was leased and not used, so that other processes can use it."""
        with self._lock:
            leases, self._leases = self._leases, {}
        unused = {partner: lease for partner, lease in leases.items() if lease.left}
        if unused:
            with write_transaction(self._new_session) as session:
                limits = LimitRepository(session)
                for partner_id, lease in unused.items():
                    day = lease.day.isoformat()
                    limits.give_back(_name(partner_id), period=day, amount=lease.left)

    def _take_blocks(self, partners: list[PartnerAccess], day: date) -> Iterator[tuple[UUID, int]]:
        with write_transaction(self._new_session) as session:
            limits = LimitRepository(session)
            for partner in sorted(partners, key=lambda partner: partner.id):
                yield (
                    partner.id,
                    limits.take(
                        _name(partner.id),
                        period=day.isoformat(),
                        amount=self._block(partner),
                        limit=partner.daily_quota,
                    ),
                )

    def _lease(self, partner: PartnerAccess, day: date) -> Lease:
        lease = self._leases.get(partner.id)
        if lease is None or lease.day != day:
            lease = self._leases[partner.id] = Lease(day)
        return lease

    def _is_low(self, partner: PartnerAccess, day: date) -> bool:
        lease = self._lease(partner, day)
        return lease.left <= self._block(partner) // 2 and not lease.is_last

    def _forget(self, *, keep: set[UUID]) -> None:
        for partner_id in self._leases.keys() - keep:
            del self._leases[partner_id]

    def _block(self, partner: PartnerAccess) -> int:
        share = partner.daily_quota // (BLOCKS * self._processes)
        return max(1, share, min(partner.daily_quota, LEAST_BLOCK) // self._processes)


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()


def _until_tomorrow(now: datetime) -> timedelta:
    midnight = datetime.combine(_day(now) + timedelta(days=1), time(), UTC)
    return midnight - now


def _name(partner_id: UUID) -> str:
    return f"partner:{partner_id}"
