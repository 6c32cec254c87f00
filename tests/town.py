"""A whole deployment for tests: a town on one database, with a clock that tests move and staff.

`make_town` initialises what `tessera init` would, builds the application, and adds five people:
clerk, supervisor, printer, administrator and auditor, each another person with one account. A
session ends after 15 minutes, so `browser`, `script` and `actor` sign in again when asked again.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from fastapi import FastAPI

from app.core.credential import Algorithm
from app.core.permissions import Role
from app.core.program import Environment
from app.kit.actor import SERVICE, Actor
from app.kit.db import Session, write_transaction
from app.kit.guard import form_token
from app.kit.passwords import PasswordHasher
from app.main import create_app, initialise
from app.programs import read_profile
from app.settings import Settings
from app.staff import SignedIn, add_staff, sign_in
from app.vault import Vault
from tests.ceremony import publish_keys
from tests.clocks import MovableClock
from tests.http import BASE_URL, NewClient

PASSWORD = "riverbend desk seven"  # noqa: S105 - of invented people
ROLES = (Role.CLERK, Role.SUPERVISOR, Role.PRINTER, Role.ADMINISTRATOR, Role.AUDITOR)
SITE = "city_hall"
COOKIE = "__Host-tessera"


class Browser:
    """One person's browser: its cookie, and the form token of its pages with every form."""

    def __init__(self, client: httpx.Client, token: str) -> None:
        self.client = client
        self.form_token = form_token(token)
        client.cookies.set(COOKIE, token, domain="tessera.test", path="/")

    def get(self, path: str, *, headers: dict[str, str] | None = None) -> httpx.Response:
        """Open a page."""
        return self.client.get(path, headers=headers)

    def post(
        self,
        path: str,
        data: dict[str, str] | None = None,
        *,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """Send a form of one of our pages."""
        form = {"csrf_token": self.form_token} | (data or {})
        return self.client.post(path, data=form, files=files, headers=headers)


@dataclass
class Town:
    """One deployment and its people."""

    settings: Settings
    app: FastAPI
    clock: MovableClock
    passwords: PasswordHasher
    new_client: NewClient

    @property
    def vault(self) -> Vault:
        """Return the deployment's vault."""
        vault: Vault = self.app.state.vault
        return vault

    def email(self, role: Role) -> str:
        """Return the address of the person with this role."""
        return f"{role.value}@riverbend.example"

    def add(self, role: Role, *, email: str | None = None, site: str = SITE) -> None:
        """Add an account of a further person."""
        with self.transaction() as session:
            add_staff(
                session,
                email=email or self.email(role),
                roles={role},
                site=site,
                password_hash=self.passwords.hash(PASSWORD),
                by=SERVICE,
                now=self.clock(),
            )

    def sign_in(self, role: Role, *, email: str | None = None) -> SignedIn:
        """Open a session for the person with this role."""
        with self.app.state.new_session() as session:
            signed_in = sign_in(
                session,
                email=email or self.email(role),
                password=PASSWORD,
                now=self.clock(),
                passwords=self.passwords,
            )
            session.finish()
        return signed_in

    def actor(self, role: Role, *, email: str | None = None) -> Actor:
        """Return the person with this role as use cases receive them."""
        return self.sign_in(role, email=email).actor

    def browser(self, role: Role, *, email: str | None = None) -> Browser:
        """Return a browser in which the person with this role is signed in."""
        token = self.sign_in(role, email=email).token
        return Browser(self.new_client(self.app), token)

    def script(self, role: Role, *, email: str | None = None) -> httpx.Client:
        """Return a client that sends this person's token with every request to the API."""
        client = self.new_client(self.app)
        client.headers["authorization"] = f"Bearer {self.sign_in(role, email=email).token}"
        return client

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open one write transaction on the town's database."""
        with write_transaction(self.app.state.new_session) as session:
            yield session

    def close(self) -> None:
        """Give the database connections back."""
        self.app.state.deployment.engine.dispose()


def make_town(
    folder: Path,
    url: str,
    new_client: NewClient,
    *,
    program: str = "riverbend",
    environment: Environment = Environment.PRODUCTION,
    algorithm: Algorithm = Algorithm.ES256,
) -> Town:
    """Make a deployment on an empty or migrated database and its people.

    `program` is the name of a profile that comes along, or the path of another one.
    """
    settings = settings_of(folder, url, environment)
    initialise(
        settings,
        program=read_profile(program),
        administrator=None,
        algorithm=algorithm,
        now=MovableClock()(),
    )
    town = open_town(settings, new_client)
    if environment is Environment.PRODUCTION:
        publish_keys(town.app.state.deployment)
    for role in ROLES:
        town.add(role)
    return town


def open_town(settings: Settings, new_client: NewClient) -> Town:
    """Open a town that was made, on the first day of its clock."""
    clock, passwords = MovableClock(), PasswordHasher(memory_kib=64, passes=1)
    app = create_app(settings, clock=clock, passwords=passwords)
    return Town(settings, app, clock, passwords, new_client)


def settings_of(
    folder: Path, url: str, environment: Environment = Environment.PRODUCTION
) -> Settings:
    """Return the settings of a town whose files lie in a folder."""
    return Settings(
        environment=environment,
        data_dir=folder / "data",
        keyring_dir=folder / "keyring",
        database_url=url,
        base_url=BASE_URL,
    )
