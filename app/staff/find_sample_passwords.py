"""Look for accounts that still have the password printed by the demo."""

from app.kit.db import Session
from app.kit.passwords import SAMPLE_PASSWORD, PasswordHasher
from app.staff.repository import AccountRepository


def find_sample_passwords(session: Session, *, passwords: PasswordHasher) -> list[str]:
    """Return the addresses of open accounts with the sample password.

    One hash per account is computed: a check of `tessera doctor` and of a production start.
    """
    open_accounts = [row for row in AccountRepository(session).everybody() if not row.is_closed]
    stored = [(row.email, row.password_hash) for row in open_accounts]
    session.rollback()  # hashing takes long; no snapshot waits for it
    return [email for email, encoded in stored if passwords.matches(encoded, SAMPLE_PASSWORD)]
