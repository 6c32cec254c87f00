"""One deployment: its database, its keyring, its clock, opened from the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from app.core.program import parse_profile
from app.kit.clock import Clock, system_clock
from app.kit.db import Engine, Seals, SessionFactory, make_engine, make_session_factory
from app.programs import ProgramRepository
from app.settings import Settings
from app.vault import FileKeyring, Keyring, SystemKey, Vault

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
def opened_deployment(settings: Settings) -> Iterator[Deployment]:
    """Open a deployment for one command and give its connections back afterwards.

    Raises:
        KeyMissingError: the keyring has not been initialised.
    """
    deployment = open_deployment(settings)
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


def longest_card(content: bytes) -> timedelta:
    """Return the longest that any code of a program is good for, with a month to spare."""
    years = parse_profile(content).validity.longest_years
    return timedelta(days=366 * years + 31)


def _zone_and_name(engine: Engine) -> tuple[str, str]:
    with make_session_factory(engine)() as session:
        newest = ProgramRepository(session).newest()
    if newest is None:
        return DEFAULT_ZONE, "Tessera"
    profile = parse_profile(newest.content)
    return profile.time_zone, profile.name
