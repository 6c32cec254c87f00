"""What production refuses to start with: anything that a development server left behind."""

from app.keys import KeyRepository, KeyRole
from app.kit.db import Session
from app.kit.passwords import PasswordHasher
from app.main.deployment import Deployment
from app.staff import find_sample_passwords


class UnsafeStartError(Exception):
    """This deployment is not fit for production; the message names why."""


def require_safe_start(deployment: Deployment, *, passwords: PasswordHasher) -> None:
    """See that a production deployment has no development keys and no sample passwords.

    Raises:
        UnsafeStartError: naming the first thing found.
    """
    if not deployment.settings.is_production:
        return
    with deployment.new_session() as session:
        if _has_development_key(session):
            raise UnsafeStartError("an issuer key was made by a development server")
        if find_sample_passwords(session, passwords=passwords):
            raise UnsafeStartError("an account has a sample password")


def _has_development_key(session: Session) -> bool:
    keys = KeyRepository(session)
    return any(key.is_development for role in KeyRole for key in keys.all(role))
