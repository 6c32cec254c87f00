"""A deployment whose issuer keys never leave their PKCS#11 token."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.core.credential import Algorithm, Freshness, ResultWord
from app.keys import KeyRole, TokenPlace
from app.kit.errors import RefusedError
from app.kit.passwords import PasswordHasher
from app.main import create_app, initialise
from app.programs import read_profile
from app.settings import Settings
from tests.ceremony import publish_keys
from tests.clocks import NOON, MovableClock
from tests.databases import Database
from tests.http import BASE_URL, NewClient
from tests.keys.orders import keys
from tests.town import ROLES, Town
from tests.verification.checks import offline, refresh, text_of
from tests.walks import issued

pytest_plugins = ["tests.keys.hsm"]


def settings_of(folder: Path, database: Database, token: TokenPlace | None) -> Settings:
    place = Settings(
        data_dir=folder / "data",
        keyring_dir=folder / "keyring",
        database_url=database.url,
        base_url=BASE_URL,
    )
    if token is None:
        return place
    return place.model_copy(
        update={
            "pkcs11_module": token.module,
            "pkcs11_token": token.label,
            "pkcs11_pin_file": token.pin_file,
        }
    )


@pytest.mark.token
@pytest.mark.parametrize("algorithm", list(Algorithm), ids=lambda alg: alg.name)
def test_cards_and_lists_are_signed_in_the_token(
    tmp_path: Path,
    sqlite_database: Database,
    new_client: NewClient,
    token: TokenPlace,
    algorithm: Algorithm,
) -> None:
    settings = settings_of(tmp_path, sqlite_database, token)
    clock, passwords = MovableClock(), PasswordHasher(memory_kib=64, passes=1)
    initialise(
        settings,
        program=read_profile("riverbend"),
        administrator=None,
        algorithm=algorithm,
        keys_in_token=True,
        now=NOON,
    )
    assert list(settings.keyring_dir.glob("*.pem")) == []
    app = create_app(settings, clock=clock, passwords=passwords)
    town = Town(settings, app, clock, passwords, new_client)
    for role in ROLES:
        town.add(role)
    publish_keys(app.state.deployment)
    code = text_of(town, issued(town))
    refresh(town)
    check = offline(town, code)
    assert (check.verdict.word, check.freshness) == (ResultWord.VALID, Freshness.FRESH)
    assert {key.holder for role in KeyRole for key in keys(town, role)} == {"token"}
    town.close()


def test_keys_are_made_in_a_token_only_where_one_is_named(
    tmp_path: Path, sqlite_database: Database
) -> None:
    with pytest.raises(RefusedError, match="no_token"):
        initialise(
            settings_of(tmp_path, sqlite_database, None),
            program=read_profile("riverbend"),
            administrator=None,
            keys_in_token=True,
            now=NOON,
        )


@pytest.mark.parametrize("name", ["pkcs11_module", "pkcs11_pin_file"])
def test_half_a_token_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="go together"):
        Settings.model_validate({"keyring_dir": tmp_path, "base_url": BASE_URL, name: tmp_path})
