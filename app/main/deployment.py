"""One deployment: its database, its keyring, its clock, opened from the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from app.core.credential import Algorithm
from app.core.program import ProgramProfile, parse_profile
from app.keys import (
    FindSigningKey,
    FindStatusKey,
    KeyOrder,
    KeyRole,
    TokenPlace,
    signing_key_finder,
    status_key_finder,
)
from app.kit.clock import Clock, system_clock
from app.kit.db import Engine, Seals, SessionFactory, make_engine, make_session_factory
from app.kit.errors import RefusedError
from app.kit.storage import Storage
from app.programs import ProgramRepository
from app.settings import Settings
from app.vault import FileKeyring, Keyring, SystemKey, Vault
from app.verification import ListPublisher, PartnerQuotas, SnapshotKeeper

DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Deployment:
    """What the web application, the worker and the commands share."""

    settings: Settings
    engine: Engine
    keyring: Keyring
    vault: Vault
    new_session: SessionFactory
    clock: Clock
    site_name: str

    @property
    def find_signing_key(self) -> FindSigningKey:
        """Return a new function that finds the card key to sign with."""
        return signing_key_finder(self.settings.keyring_dir, token_of(self.settings))

    @property
    def find_status_key(self) -> FindStatusKey:
        """Return a new function that finds the status key to sign with."""
        return status_key_finder(self.settings.keyring_dir, token_of(self.settings))

    @property
    def storage(self) -> Storage:
        """Return a new watch over the space for what this process writes."""
        return Storage({"data": self.settings.data_dir, "keyring": self.settings.keyring_dir})

    def new_snapshots(self, quotas: PartnerQuotas | None = None) -> SnapshotKeeper:
        """Return a keeper of snapshots that publishes status lists when something has moved.

        With `quotas` its thread also leases from what partners may ask.
        """
        keeper = SnapshotKeeper(
            new_session=self.new_session,
            clock=self.clock,
            on_change=self.new_publisher(),
            on_read=None if quotas is None else quotas.top_up,
        )
        if quotas is not None:
            quotas.when_low = keeper.wake
        return keeper

    def new_publisher(self) -> ListPublisher:
        """Return a publisher of status lists."""
        return ListPublisher(self.new_session, self.find_status_key, self.clock)


def token_of(settings: Settings) -> TokenPlace | None:
    """Return the token in which issuer keys are made and kept, if there is one."""
    if settings.pkcs11_module is None or settings.pkcs11_pin_file is None:
        return None
    return TokenPlace(
        module=settings.pkcs11_module,
        label=settings.pkcs11_token,
        pin_file=settings.pkcs11_pin_file,
    )


def open_deployment(settings: Settings, *, clock: Clock = system_clock) -> Deployment:
    """Open a deployment that `tessera init` has made.

    Raises:
        KeyMissingError: the keyring has not been initialised.
    """
    keyring = FileKeyring.existing(settings.keyring_dir)
    keyring.system_key(SystemKey.REGISTER)  # without it no database is opened
    engine = make_engine(settings.database_url_or_default)
    zone, site_name = _zone_and_name(engine)
    return Deployment(
        settings=settings,
        engine=engine,
        keyring=keyring,
        vault=Vault(keyring),
        new_session=make_session_factory(engine, seals_of(keyring, zone)),
        clock=clock,
        site_name=site_name,
    )


@contextmanager
def opened_deployment(settings: Settings, *, clock: Clock = system_clock) -> Iterator[Deployment]:
    """Open a deployment for one command and give its connections back afterwards.

    Raises:
        KeyMissingError: the keyring has not been initialised.
    """
    deployment = open_deployment(settings, clock=clock)
    try:
        yield deployment
    finally:
        deployment.engine.dispose()


def seals_of(keyring: Keyring, time_zone: str) -> Seals:
    """Return what sessions write with, from the keyring."""
    return Seals(
        register_key=keyring.system_key(SystemKey.REGISTER),
        audit_key=lru_cache(maxsize=8)(keyring.audit_key),
        time_zone=time_zone,
    )


def key_order(
    settings: Settings,
    profile: ProgramProfile,
    *,
    role: KeyRole,
    algorithm: Algorithm = Algorithm.ES256,
    in_token: bool = False,
) -> KeyOrder:
    """Return what kind of key a program needs: it verifies until its longest card has ended.

    Raises:
        RefusedError: `no_token`: a key is wanted in a token and the settings name none.
    """
    token = token_of(settings) if in_token else None
    if in_token and token is None:
        raise RefusedError("no_token")
    return KeyOrder(
        role=role,
        issuer=profile.issuer.url,
        longest_card=longest_card(profile),
        is_development=not settings.is_production,
        algorithm=algorithm,
        token=token,
    )


def longest_card(profile: ProgramProfile) -> timedelta:
    """Return the longest that any code of a program is good for, with a month to spare."""
    return timedelta(days=366 * profile.validity.longest_years + 31)


def _zone_and_name(engine: Engine) -> tuple[str, str]:
    with make_session_factory(engine)() as session:
        newest = ProgramRepository(session).newest()
    if newest is None:
        return DEFAULT_ZONE, "Tessera"
    profile = parse_profile(newest.content)
    return profile.time_zone, profile.name
