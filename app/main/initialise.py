"""Make a deployment: folders, schema, keyring, program, issuer keys, first administrator.

The service never does any of this by itself at start-up: a wrong setting must not begin a second
history beside the first.
"""

from dataclasses import dataclass
from datetime import datetime

from app.audit import AuditRepository
from app.core.credential import Algorithm, PublicKey
from app.core.permissions import Role
from app.core.program import parse_profile
from app.keys import KeyRole, make_key, pin_root
from app.kit.actor import SERVICE
from app.kit.clock import today_in
from app.kit.db import Session, make_engine, make_session_factory, write_transaction
from app.kit.errors import ConflictError
from app.kit.migrations import upgrade
from app.kit.repository import RegisterVersionRepository
from app.main.deployment import key_order, seals_of
from app.main.development_root import publish_at_once
from app.programs import activate_program
from app.settings import Settings
from app.staff import add_staff
from app.vault import FileKeyring


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """Who administers the deployment first."""

    email: str
    password_hash: str


def initialise(
    settings: Settings,
    *,
    program: bytes,
    administrator: FirstAdministrator | None,
    algorithm: Algorithm = Algorithm.ES256,
    root: PublicKey | None = None,
    keys_in_token: bool = False,
    now: datetime,
) -> None:
    """Make the deployment that the settings describe.

    `root` is the public half of the root that will sign its key sets. Without one a development
    server makes its own, and production pins one later.

    Raises:
        ConflictError: `deployment_exists`: there is one already.
        ProfileError: the program file is not a profile.
        RefusedError: `program_not_allowed`.
    """
    profile = parse_profile(program)
    if settings.database_url is None:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = make_engine(settings.database_url_or_default)
    try:
        upgrade(engine)
        keyring = FileKeyring(settings.keyring_dir)
        keyring.make_system_keys()
        seals = seals_of(keyring, profile.time_zone)
        with write_transaction(make_session_factory(engine, seals)) as session:
            _start_registers(session)
            activate_program(
                session,
                program,
                effective_from=today_in(profile.time_zone, now),
                environment=settings.environment,
                by=SERVICE,
                now=now,
            )
            for role in KeyRole:
                order = key_order(
                    settings, profile, role=role, algorithm=algorithm, in_token=keys_in_token
                )
                make_key(session, order, folder=settings.keyring_dir, by=SERVICE, now=now)
            if root is not None:
                pin_root(session, root, by=SERVICE, now=now)
            elif not settings.is_production:
                issuer = profile.issuer.url
                publish_at_once(session, folder=settings.keyring_dir, issuer=issuer, now=now)
            if administrator is not None:
                _add(session, administrator, now)
    finally:
        engine.dispose()


def _add(session: Session, administrator: FirstAdministrator, now: datetime) -> None:
    add_staff(
        session,
        email=administrator.email,
        roles={Role.ADMINISTRATOR},
        site="",
        password_hash=administrator.password_hash,
        by=SERVICE,
        now=now,
    )


def _start_registers(session: Session) -> None:
    audit = AuditRepository(session)
    if audit.head() is not None:
        raise ConflictError("deployment_exists")
    audit.start()
    RegisterVersionRepository(session).start()
    session.flush()
