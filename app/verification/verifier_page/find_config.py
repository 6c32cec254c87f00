"""What the verifier page is told: the pinned root from the register, the rest from the program.

It is read again after a while, not with every file: a browser fetches two dozen files at once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from app.core.credential import encode_cose_key
from app.core.credential.freshness import DEFAULT_LIMIT_SECONDS
from app.keys import pinned_root
from app.kit.clock import Clock
from app.kit.db import Session, SessionFactory
from app.programs import active_program
from app.verification.verifier_page.release import VerifierConfig

FindConfig = Callable[[], VerifierConfig | None]
READ_AGAIN_AFTER: Final = timedelta(seconds=30)


def read_config(session: Session, *, now: datetime) -> VerifierConfig | None:
    """Return what the page is told; None while no root is pinned.

    Raises:
        UnavailableError: `no_program`: no program has been activated.
    """
    root = pinned_root(session)
    if root is None:
        return None
    profile = active_program(session, now).profile
    return VerifierConfig(
        issuer=profile.issuer.url,
        root=encode_cose_key(root.public_key).hex(),
        program=profile.name,
        time_zone=profile.time_zone,
        freshness_limit=DEFAULT_LIMIT_SECONDS,
    )


def config_finder(*, new_session: SessionFactory, clock: Clock) -> FindConfig:
    """Return a function that gives the configuration, at most a little old."""
    known: list[tuple[datetime, VerifierConfig]] = []

    def find() -> VerifierConfig | None:
        now = clock()
        if known and now - known[-1][0] < READ_AGAIN_AFTER:
            return known[-1][1]
        with new_session() as session:
            config = read_config(session, now=now)
        known[:] = [] if config is None else [(now, config)]
        return config

    return find
