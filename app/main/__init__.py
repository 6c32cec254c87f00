"""The composition root: builds the application from its parts. Nothing is decided here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from threading import Thread

from fastapi import FastAPI

from app.applications.api import router as applications_api
from app.applications.pages import router as applications_pages
from app.audit import RefusedAct, record_refusal
from app.cards.api import router as cards_api
from app.cards.pages import router as cards_pages
from app.keys.api import router as keys_api
from app.kit.attempts import Attempts
from app.kit.clock import Clock, system_clock
from app.kit.html import render_problem, static_files
from app.kit.http import BodyLimit, RequestLog
from app.kit.passwords import PasswordHasher
from app.kit.problems import install_problem_handlers
from app.main.deployment import Deployment, open_deployment, opened_deployment
from app.main.initialise import FirstAdministrator, initialise
from app.main.jobs import make_job_runner
from app.main.operations import router as operations
from app.main.start_checks import require_safe_start
from app.main.succession import export_succession
from app.main.tasks import make_worker
from app.partners.api import router as partners_api
from app.printing.agents.api import router as agents_api
from app.printing.agents.pages import router as agents_pages
from app.printing.api import router as printing_api
from app.printing.batches.api import router as batches_api
from app.printing.batches.pages import router as batches_pages
from app.printing.bureaus.api import router as bureaus_api
from app.printing.bureaus.pages import router as bureaus_pages
from app.printing.disposals.api import router as disposals_api
from app.printing.leases.api import router as leases_api
from app.printing.pages import router as printing_pages
from app.printing.pick_up.api import router as pick_up_api
from app.printing.pick_up.pages import router as pick_up_pages
from app.printing.printers.api import router as printers_api
from app.printing.printers.pages import router as printers_pages
from app.printing.reprints.api import router as reprints_api
from app.printing.reprints.pages import router as reprints_pages
from app.printing.rolls.api import router as rolls_api
from app.printing.rolls.pages import router as rolls_pages
from app.printing.sheets.api import router as sheets_api
from app.printing.sheets.pages import router as sheets_pages
from app.printing.stock.api import router as stock_api
from app.printing.stock.pages import router as stock_pages
from app.printing.wipes.api import router as wipes_api
from app.printing.write_offs.api import router as write_offs_api
from app.printing.write_offs.pages import router as write_offs_pages
from app.programs.designs.pages import router as designs_pages
from app.reports.api import router as reports_api
from app.reports.pages import router as reports_pages
from app.settings import Settings
from app.staff import FailedSignIn, find_actor, record_failed_sign_in
from app.staff.api import router as staff_api
from app.staff.pages import router as staff_pages
from app.vault import SystemKey
from app.verification import PartnerQuotas
from app.verification.api import router as verification_api
from app.verification.counts import CheckCounts
from app.verification.lists_api import router as lists_api
from app.verification.number.pages import router as number_pages
from app.verification.pages import router as verification_pages
from app.verification.verifier_page import config_finder
from app.verification.verifier_page.pages import release_maker
from app.verification.verifier_page.pages import router as verifier_page

__all__ = [
    "Deployment",
    "FirstAdministrator",
    "create_app",
    "export_succession",
    "initialise",
    "open_deployment",
    "opened_deployment",
]

SIGN_INS = timedelta(minutes=1)
CHECKS = timedelta(minutes=1)
SIGN_INS_PER_MINUTE = 20
CHECKS_PER_MINUTE = 60
NUMBERS_PER_MINUTE = 20
LOST_CODES = timedelta(minutes=10)
LOST_CODES_PER_TEN_MINUTES = 10
STOP_SECONDS = 5.0

DESCRIPTION = """\
Issue a community ID card and let anyone check it.

Members of staff sign in with `POST /api/sessions` and send the token of the answer as
`Authorization: Bearer TOKEN`. Errors are RFC 9457 problem documents with a stable `reason`; they
never repeat what was sent. `Idempotency-Key` makes it harmless to repeat the making of an
application or a card.
"""

# Routes are looked up in this order: what a whole city asks comes first.
ROUTERS = (
    verification_api,
    staff_api,
    staff_pages,
    applications_api,
    applications_pages,
    cards_api,
    cards_pages,
    printing_api,
    printing_pages,
    batches_api,
    batches_pages,
    agents_api,
    agents_pages,
    leases_api,
    write_offs_api,
    write_offs_pages,
    bureaus_api,
    bureaus_pages,
    disposals_api,
    pick_up_api,
    pick_up_pages,
    reprints_api,
    reprints_pages,
    printers_api,
    printers_pages,
    rolls_api,
    rolls_pages,
    sheets_api,
    sheets_pages,
    stock_api,
    stock_pages,
    wipes_api,
    partners_api,
    keys_api,
    lists_api,
    verification_pages,
    number_pages,
    verifier_page,
    designs_pages,
    reports_api,
    reports_pages,
    operations,
)


def create_app(
    settings: Settings, *, clock: Clock = system_clock, passwords: PasswordHasher | None = None
) -> FastAPI:
    """Return the application for a deployment that `tessera init` has made.

    Raises:
        UnsafeStartError: in production, something of a development server is still there.
    """
    deployment = open_deployment(settings, clock=clock)
    passwords = passwords or PasswordHasher()
    require_safe_start(deployment, passwords=passwords)
    app = FastAPI(
        title="Tessera",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # it would answer with the address that was asked for
        lifespan=_lifespan,
    )
    app.state.deployment = deployment
    app.state.passwords = passwords
    _fill_state(app, deployment)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", static_files())
    install_problem_handlers(app, render_problem)
    app.add_middleware(BodyLimit)
    app.add_middleware(RequestLog)
    return app


def _fill_state(app: FastAPI, deployment: Deployment) -> None:
    """Hand each part what it needs, and nothing else."""
    settings, state = deployment.settings, app.state
    state.new_session = deployment.new_session
    state.clock = deployment.clock
    state.storage = deployment.storage
    state.vault = deployment.vault
    state.site_name = deployment.site_name
    state.base_url = settings.base_url
    state.is_production = settings.is_production
    state.secure_cookies = settings.base_url.startswith("https://")
    state.allow_sample_passwords = not settings.is_production
    state.find_actor = find_actor(deployment.new_session)
    state.find_signing_key = deployment.find_signing_key
    state.refusal_writers = {
        RefusedAct: record_refusal,
        FailedSignIn: record_failed_sign_in,
    }
    state.sign_in_attempts = Attempts(
        limit=SIGN_INS_PER_MINUTE, window=SIGN_INS, processes=settings.processes
    )
    state.check_attempts = Attempts(
        limit=CHECKS_PER_MINUTE, window=CHECKS, processes=settings.processes
    )
    state.lost_attempts = Attempts(
        limit=LOST_CODES_PER_TEN_MINUTES, window=LOST_CODES, processes=settings.processes
    )
    state.number_attempts = Attempts(
        limit=NUMBERS_PER_MINUTE, window=CHECKS, processes=settings.processes
    )
    state.check_code_key = deployment.keyring.system_key(SystemKey.CHECK_CODE)
    state.partner_quotas = PartnerQuotas(deployment.new_session, processes=settings.processes)
    state.snapshots = deployment.new_snapshots(state.partner_quotas)
    state.verifier_files = release_maker()
    state.find_verifier_config = config_finder(
        new_session=deployment.new_session, clock=deployment.clock
    )
    # Whoever changed the register through this process sees it at once.
    state.on_register_change = state.snapshots.try_refresh
    state.check_counts = CheckCounts(deployment.new_session)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Run the background threads of this process while it serves."""
    worker = make_worker(app.state.deployment)
    app.state.snapshots.start()
    app.state.check_counts.start()
    jobs = make_job_runner(app.state.deployment, stands_in=True)
    working = Thread(target=worker.run_forever, name="worker", daemon=True)
    running = Thread(target=jobs.run_forever, name="jobs", daemon=True)
    working.start()
    running.start()
    yield
    worker.stop()
    jobs.stop()
    working.join(STOP_SECONDS)
    running.join(STOP_SECONDS)
    app.state.snapshots.stop()
    app.state.check_counts.stop()
    app.state.partner_quotas.give_back()
