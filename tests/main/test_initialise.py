"""Making a deployment, and what production refuses to start with."""

import stat
from pathlib import Path

import pytest

from app.core.credential import Algorithm
from app.core.permissions import Role
from app.core.program import Environment
from app.keys import KeyRepository, KeyRole
from app.kit.actor import SERVICE
from app.kit.errors import ConflictError, RefusedError
from app.kit.passwords import SAMPLE_PASSWORD, PasswordHasher
from app.main import FirstAdministrator, create_app, initialise, open_deployment
from app.main.start_checks import UnsafeStartError
from app.programs import active_program, read_profile
from app.settings import Settings
from app.staff import add_staff, sign_in
from app.vault import FileKeyring, KeyMissingError
from tests.clocks import NOON, MovableClock
from tests.databases import Database
from tests.http import BASE_URL
from tests.town import PASSWORD

QUICK = PasswordHasher(memory_kib=64, passes=1)


def settings_of(
    folder: Path, database: Database, environment: Environment = Environment.PRODUCTION
) -> Settings:
    return Settings(
        environment=environment,
        data_dir=folder / "data",
        keyring_dir=folder / "keyring",
        database_url=database.url,
        base_url=BASE_URL,
    )


def make(settings: Settings, *, administrator: FirstAdministrator | None = None) -> None:
    initialise(settings, program=read_profile("riverbend"), administrator=administrator, now=NOON)


def test_an_empty_database_becomes_a_deployment(tmp_path: Path, empty_database: Database) -> None:
    settings = settings_of(tmp_path, empty_database)
    first = FirstAdministrator("admin@riverbend.example", QUICK.hash(PASSWORD))
    make(settings, administrator=first)

    deployment = open_deployment(settings, clock=MovableClock())
    assert deployment.site_name == "Riverbend City ID"
    with deployment.new_session() as session:
        assert active_program(session, NOON).profile.id == "riverbend"
        keys = {role: KeyRepository(session).all(role) for role in KeyRole}
        assert [len(rows) for rows in keys.values()] == [1, 1]
        assert not any(row.is_development for rows in keys.values() for row in rows)
        signed_in = sign_in(
            session, email=first.email, password=PASSWORD, now=NOON, passwords=QUICK
        )
        session.finish()
    assert signed_in.roles == {Role.ADMINISTRATOR}
    files = sorted(path.name for path in settings.keyring_dir.iterdir())
    assert [name.split("-")[:2] for name in files[:2]] == [["issuer", "card"], ["issuer", "status"]]
    assert all(
        stat.S_IMODE((settings.keyring_dir / name).stat().st_mode) == 0o600 for name in files
    )
    deployment.engine.dispose()


def test_a_deployment_is_made_once(tmp_path: Path, database: Database) -> None:
    settings = settings_of(tmp_path, database)
    make(settings)
    with pytest.raises(ConflictError, match="deployment_exists"):
        make(settings)


def test_the_embedded_database_lies_in_a_folder_for_its_owner(tmp_path: Path) -> None:
    settings = Settings(
        environment=Environment.PRODUCTION,
        data_dir=tmp_path / "data",
        keyring_dir=tmp_path / "keyring",
        base_url=BASE_URL,
    )
    make(settings)
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700
    deployment = open_deployment(settings)
    assert deployment.site_name == "Riverbend City ID"
    deployment.engine.dispose()


def test_a_program_that_is_not_allowed_leaves_no_deployment(
    tmp_path: Path, sqlite_database: Database
) -> None:
    settings = settings_of(tmp_path, sqlite_database)
    content = read_profile("riverbend").replace(b'rung = "R4"', b'rung = "R0"')
    with pytest.raises(RefusedError, match="program_not_allowed"):
        initialise(settings, program=content, administrator=None, now=NOON)
    make(settings)


def test_cards_may_be_signed_with_ed25519(tmp_path: Path, sqlite_database: Database) -> None:
    settings = settings_of(tmp_path, sqlite_database)
    initialise(
        settings,
        program=read_profile("riverbend"),
        administrator=None,
        algorithm=Algorithm.EDDSA,
        now=NOON,
    )
    deployment = open_deployment(settings)
    with deployment.new_session() as session:
        (key,) = KeyRepository(session).all(KeyRole.CARD)
    assert key.algorithm == "EdDSA"
    deployment.engine.dispose()


def test_without_a_keyring_nothing_opens(tmp_path: Path, sqlite_database: Database) -> None:
    with pytest.raises(KeyMissingError, match="key_missing"):
        open_deployment(settings_of(tmp_path, sqlite_database))


def test_a_database_without_a_program_opens_under_a_plain_name(
    tmp_path: Path, sqlite_database: Database
) -> None:
    settings = settings_of(tmp_path, sqlite_database)
    FileKeyring(settings.keyring_dir).make_system_keys()
    deployment = open_deployment(settings)
    assert deployment.site_name == "Tessera"
    deployment.engine.dispose()


def test_production_does_not_start_with_what_a_development_server_left(
    tmp_path: Path, sqlite_database: Database
) -> None:
    development = settings_of(tmp_path, sqlite_database, Environment.DEVELOPMENT)
    make(development)
    create_app(development, passwords=QUICK).state.deployment.engine.dispose()
    with pytest.raises(UnsafeStartError, match="development server"):
        create_app(settings_of(tmp_path, sqlite_database), passwords=QUICK)


def test_production_does_not_start_with_a_sample_password(
    tmp_path: Path, sqlite_database: Database
) -> None:
    settings = settings_of(tmp_path, sqlite_database)
    make(settings)
    deployment = open_deployment(settings)
    with deployment.new_session() as session:
        add_staff(
            session,
            email="clerk@riverbend.example",
            roles={Role.CLERK},
            site="city_hall",
            password_hash=QUICK.hash(SAMPLE_PASSWORD),
            by=SERVICE,
            now=NOON,
        )
        session.finish()
    deployment.engine.dispose()
    with pytest.raises(UnsafeStartError, match="sample password"):
        create_app(settings, passwords=QUICK)
