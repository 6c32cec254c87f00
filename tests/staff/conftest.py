"""What tests about staff start from: a database with an audit log and quick hashing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from app.audit import AuditRepository, record_refusal
from app.audit.acts import RefusedAct
from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.kit.attempts import Attempts
from app.kit.db import SessionFactory, make_session_factory, write_transaction
from app.kit.passwords import PasswordHasher
from app.kit.problems import install_problem_handlers
from app.staff import FailedSignIn, add_staff, find_actor, record_failed_sign_in, sign_in
from app.staff.api import router as api_router
from app.staff.pages import router as pages_router
from tests.clocks import NOON, MovableClock
from tests.databases import Database
from tests.seals import TEST_SEALS

PASSWORD = "riverbend desk seven"  # noqa: S105 - of invented people
ONE_MINUTE_LIMIT = 20

AddAccount = Callable[..., UUID]
TokenOf = Callable[..., str]


@pytest.fixture(scope="session")
def passwords() -> PasswordHasher:
    return PasswordHasher(memory_kib=64, passes=1)


@pytest.fixture
def new_session(database: Database) -> SessionFactory:
    new_session = make_session_factory(database.engine, TEST_SEALS)
    with write_transaction(new_session) as session:
        AuditRepository(session).start()
    return new_session


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def add_account(new_session: SessionFactory, passwords: PasswordHasher) -> AddAccount:
    """Return a function that adds an account and returns its id."""

    def add(
        email: str = "clerk@riverbend.example",
        *,
        roles: tuple[Role, ...] = (Role.CLERK,),
        password: str = PASSWORD,
        site: str = "main",
        person_id: UUID | None = None,
    ) -> UUID:
        with write_transaction(new_session) as session:
            return add_staff(
                session,
                email=email,
                roles=roles,
                site=site,
                password_hash=passwords.hash(password),
                person_id=person_id,
                by=SERVICE,
                now=NOON,
            )

    return add


@pytest.fixture
def token_of(new_session: SessionFactory, passwords: PasswordHasher) -> TokenOf:
    """Return a function that signs an address in and returns its token."""

    def token(email: str = "clerk@riverbend.example", *, now: datetime = NOON) -> str:
        with new_session() as session:
            signed_in = sign_in(
                session, email=email, password=PASSWORD, now=now, passwords=passwords
            )
            session.finish()
        return signed_in.token

    return token


@pytest.fixture
def app(new_session: SessionFactory, passwords: PasswordHasher, clock: MovableClock) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None)
    app.include_router(api_router)
    app.include_router(pages_router)
    app.state.new_session = new_session
    app.state.clock = clock
    app.state.passwords = passwords
    app.state.find_actor = find_actor(new_session)
    app.state.refusal_writers = {FailedSignIn: record_failed_sign_in, RefusedAct: record_refusal}
    app.state.sign_in_attempts = Attempts(limit=ONE_MINUTE_LIMIT, window=timedelta(minutes=1))
    app.state.allow_sample_passwords = False
    app.state.secure_cookies = True
    app.state.base_url = "https://tessera.test"
    install_problem_handlers(app, show_error)
    return app


def show_error(request: Request, status: int, reason: str) -> Response:
    del request
    return HTMLResponse(f"<p>{reason}</p>", status)
