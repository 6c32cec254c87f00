"""A town in production, served over TLS, and a browser for each of its people."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import Browser

from app.core.permissions import Role
from tests.browser.window import Album, Window, opened_window
from tests.browsers import HOST, Certificate, served
from tests.clocks import NOON
from tests.databases import Database
from tests.http import NewClient
from tests.town import Town, make_town

OpenDesk = Callable[[Role], Window]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Return a certificate for the host of these tests, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOON - dt.timedelta(days=3650))
        .not_valid_after(NOON + dt.timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = Certificate(folder / "chain.pem", folder / "key.pem")
    files.chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


@pytest.fixture
def production_town(
    tmp_path: Path, postgresql_database: Database, new_client: NewClient
) -> Iterator[Town]:
    """Return a town in production on PostgreSQL."""
    town = make_town(tmp_path, postgresql_database.url, new_client)
    assert town.settings.is_production
    yield town
    town.close()


@pytest.fixture
def album(tmp_path: Path, request: pytest.FixtureRequest) -> Album:
    """Return where pictures go: under TESSERA_SCREENSHOTS, to be looked at, or thrown away."""
    folder = Path(os.environ.get("TESSERA_SCREENSHOTS", tmp_path)) / request.node.name
    folder.mkdir(parents=True, exist_ok=True)
    return Album(folder)


@pytest.fixture
def open_desk(
    production_town: Town, certificate: Certificate, chromium: Browser, album: Album
) -> Iterator[OpenDesk]:
    """Return what opens a browser in which the person with a role has just signed in."""
    with ExitStack() as stack:
        address = stack.enter_context(served(production_town.app, certificate=certificate))

        def open_one(role: Role) -> Window:
            window = stack.enter_context(opened_window(chromium, address, album))
            window.sign_in(role)
            return window

        yield open_one
