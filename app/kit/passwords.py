"""Passwords: Argon2id with a cap on how many run at once, and which passwords are refused.

An unknown account costs as much time as a known one: it is compared with a hash of nothing.
"""

import secrets
import unicodedata
from threading import BoundedSemaphore

import argon2
from argon2.exceptions import InvalidHashError, VerificationError

from app.kit.errors import RefusedError, UnavailableError

MIN_CHARACTERS = 15
MAX_CHARACTERS = 256
HASHING_AT_ONCE = 2
WAITING_AT_MOST = 16

# What `scripts/demo` prints; a production service neither takes nor keeps it.
SAMPLE_PASSWORD = "sample password only"  # noqa: S105 - refused in production

# Long enough and yet the first that anybody tries (lower case, as compared).
REFUSED_PASSWORDS = frozenset(
    {
        SAMPLE_PASSWORD,
        "passwordpassword",
        "password12345678",
        "password1234567",
        "adminadminadmin",
        "administrator123",
        "changemechangeme",
        "changethispassword",
        "letmeinletmeinletmein",
        "welcomewelcome1",
        "qwertyuiopasdfgh",
        "qwertyuiopasdfghjkl",
        "qwertyuiop12345",
        "1qaz2wsx3edc4rfv",
        "123456789012345",
        "1234567890123456",
        "correct horse battery staple",
        "correcthorsebatterystaple",
        "iloveyouiloveyou",
        "municipal id card",
    }
)


class PasswordHasher:
    """Makes and compares password hashes; safe to share between threads.

    The defaults are those of production: 64 MiB, 3 passes, 1 lane (RFC 9106 names the parameters).
    """

    def __init__(self, *, memory_kib: int = 64 * 1024, passes: int = 3, lanes: int = 1) -> None:
        self._argon2 = argon2.PasswordHasher(
            time_cost=passes, memory_cost=memory_kib, parallelism=lanes
        )
        self._running = BoundedSemaphore(HASHING_AT_ONCE)
        self._places = BoundedSemaphore(HASHING_AT_ONCE + WAITING_AT_MOST)
        self._hash_of_nothing = self._argon2.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """Return the encoded hash with its salt and parameters.

        Raises:
            UnavailableError: too many are waiting already.
        """
        with _Turn(self._places, self._running):
            return self._argon2.hash(_normal(password))

    def matches(self, encoded: str | None, password: str) -> bool:
        """Say whether the password belongs to the hash; `None` takes as long and says no.

        Raises:
            UnavailableError: too many are waiting already.
        """
        with _Turn(self._places, self._running):
            try:
                self._argon2.verify(encoded or self._hash_of_nothing, _normal(password))
            except (VerificationError, InvalidHashError):
                return False
        return encoded is not None


class _Turn:
    """One place in the queue, then one of the few turns: hashing must not take every thread."""

    def __init__(self, places: BoundedSemaphore, running: BoundedSemaphore) -> None:
        self._places = places
        self._running = running

    def __enter__(self) -> None:
        if not self._places.acquire(blocking=False):
            raise UnavailableError("sign_in_busy")
        self._running.acquire()

    def __exit__(self, *error: object) -> None:
        self._running.release()
        self._places.release()


def require_good_password(password: str, *, email: str, allow_sample: bool = False) -> None:
    """See that a new password is long enough and not among the first that anybody tries.

    There are no rules of composition (NIST SP 800-63B section 3.1.1.2). `allow_sample` is for
    development.

    Raises:
        RefusedError: `password_too_short`, `password_too_long` or `password_too_common`.
    """
    plain = _normal(password)
    if len(plain) < MIN_CHARACTERS:
        raise RefusedError("password_too_short")
    if len(plain) > MAX_CHARACTERS:
        raise RefusedError("password_too_long")
    if allow_sample and plain == SAMPLE_PASSWORD:
        return
    if plain.lower() in REFUSED_PASSWORDS | {email.lower()} or len(set(plain.lower())) == 1:
        raise RefusedError("password_too_common")


def _normal(password: str) -> str:
    # The same letters typed on two keyboards must give the same bytes.
    return unicodedata.normalize("NFKC", password)
