"""The kinds of long work this deployment knows, and the process that runs them."""

from collections.abc import Sequence
from uuid import UUID

from app.cards import CardRepository, affected_cards, resign_card
from app.keys import KeyRepository
from app.kit.actor import SERVICE
from app.kit.db import Session
from app.kit.jobs import JobEngine, JobKind, JobRunner, Work
from app.main.deployment import Deployment
from app.printing.ahead import PROVE_BATCH, prove_print
from app.printing.batches import BatchRepository
from app.settings import Settings

RESIGN_CARDS = "resign_cards"


def make_job_runner(deployment: Deployment, *, stands_in: bool = False) -> JobRunner:
    """Return what runs jobs in this process; `stands_in` while no worker is alive."""
    return JobRunner(
        new_session=deployment.new_session,
        clock=deployment.clock,
        open_engine=lambda: _open_engine(deployment.settings),
        work=Work(
            new_session=deployment.new_session,
            clock=deployment.clock,
            kinds={
                RESIGN_CARDS: _resign_cards(deployment),
                PROVE_BATCH: _prove_batch(deployment),
            },
        ),
        stands_in=stands_in,
    )


def _open_engine(settings: Settings) -> JobEngine:
    # A second to load and thirty megabytes: only a process that has a job pays for it.
    from app.kit.jobs.dbos_engine import DbosEngine  # noqa: PLC0415

    return DbosEngine(settings.jobs_database_url)


def _resign_cards(deployment: Deployment) -> JobKind:
    """Sign the cards of a compromised key again; the subject is the key, a step is a card."""

    def list_steps(session: Session, key_row_id: UUID) -> Sequence[UUID]:
        kid = KeyRepository(session).get(key_row_id).kid
        return affected_cards(session, kid, vault=deployment.vault).to_sign_again

    def run_step(session: Session, key_row_id: UUID, card_id: UUID) -> None:
        kid = KeyRepository(session).get(key_row_id).kid
        if CardRepository(session).get(card_id, site="").kid != kid:
            return  # signed again before this process died
        resign_card(
            session,
            card_id,
            vault=deployment.vault,
            find_signing_key=deployment.find_signing_key,
            by=SERVICE,
            now=deployment.clock(),
        )

    return JobKind(list_steps=list_steps, run_step=run_step)


def _prove_batch(deployment: Deployment) -> JobKind:
    """Prove the cards of a batch ahead; the subject is the batch, a step is a print."""

    def list_steps(session: Session, batch_id: UUID) -> Sequence[UUID]:
        return [placed.job.id for placed in BatchRepository(session).positions(batch_id)]

    def run_step(session: Session, _: UUID, job_id: UUID) -> None:
        prove_print(session, job_id, vault=deployment.vault, now=deployment.clock())

    return JobKind(list_steps=list_steps, run_step=run_step)
