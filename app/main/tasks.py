"""What the worker does again and again: sweeps, lost cards, and the nightly roll-up of counts."""

from collections.abc import Callable
from datetime import UTC, timedelta
from functools import partial

from app.audit import AuditRepository
from app.cards import revoke_lost_cards
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.jobs import Task, Worker
from app.kit.repository import IdempotencyRepository, LimitRepository
from app.main.deployment import Deployment
from app.printing.leases import return_lost_leases
from app.staff import sweep_staff
from app.vault import VaultRepository
from app.verification import Snapshot, publish_lists, read_snapshot

PENDING_KEYS = timedelta(hours=24)
REPEATS = timedelta(hours=24)
ROLLED_UP_DAYS = 7  # a night on which no worker ran is made up for


def make_worker(deployment: Deployment) -> Worker:
    """Return a worker for this deployment."""
    jobs: dict[str, tuple[Callable[[Deployment, Session], None], timedelta]] = {
        "sweep_keyring": (_sweep_keyring, timedelta(hours=1)),
        "finish_destructions": (_finish_destructions, timedelta(minutes=1)),
        "sweep_staff": (_sweep_staff, timedelta(hours=1)),
        "forget_repeats": (_forget_repeats, timedelta(hours=1)),
        "revoke_lost_cards": (_revoke_lost_cards, timedelta(minutes=10)),
        "forget_limits": (_forget_limits, timedelta(hours=24)),
        "roll_up_tallies": (_roll_up_tallies, timedelta(hours=24)),
        "return_lost_leases": (_return_lost_leases, timedelta(minutes=1)),
        "publish_status_lists": (_publish_status_lists(deployment), timedelta(minutes=1)),
    }
    return Worker(
        new_session=deployment.new_session,
        clock=deployment.clock,
        tasks={
            name: Task(run=partial(run, deployment), every=every)
            for name, (run, every) in jobs.items()
        },
    )


def _sweep_keyring(deployment: Deployment, session: Session) -> None:
    repository = VaultRepository(session)
    before = deployment.clock() - PENDING_KEYS
    deployment.keyring.sweep(before=before, is_known=repository.is_key_used)


def _finish_destructions(deployment: Deployment, session: Session) -> None:
    deployment.vault.finish_destructions(session, now=deployment.clock())


def _sweep_staff(deployment: Deployment, session: Session) -> None:
    sweep_staff(session, now=deployment.clock())


def _forget_repeats(deployment: Deployment, session: Session) -> None:
    IdempotencyRepository(session).purge(before=deployment.clock() - REPEATS)


def _revoke_lost_cards(deployment: Deployment, session: Session) -> None:
    revoke_lost_cards(session, now=deployment.clock())


def _return_lost_leases(deployment: Deployment, session: Session) -> None:
    return_lost_leases(session, now=deployment.clock())


def _forget_limits(deployment: Deployment, session: Session) -> None:
    yesterday = deployment.clock().astimezone(UTC).date() - timedelta(days=1)
    LimitRepository(session).forget(before=yesterday)


def _publish_status_lists(deployment: Deployment) -> Callable[[Deployment, Session], None]:
    """Return the task that signs what is almost an hour old, or what no process has signed yet."""
    find_status_key = deployment.find_status_key
    newest: list[Snapshot] = []

    def publish(deployment: Deployment, session: Session) -> None:
        now = deployment.clock()
        newest[:] = [read_snapshot(session, now=now, old=newest[0] if newest else None)]
        publish_lists(session, newest[0], find_status_key=find_status_key, now=now)

    return publish


def _roll_up_tallies(deployment: Deployment, session: Session) -> None:
    today = today_in(session.seals.time_zone, deployment.clock())
    for days in range(1, ROLLED_UP_DAYS + 1):
        AuditRepository(session).roll_up(today - timedelta(days=days))
