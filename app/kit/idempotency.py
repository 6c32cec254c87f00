"""Ask twice, make once: a request under a key that was used gives the first answer again.

The stored row holds MACs, a status code and the number of what was made, and lives 24 hours.
"""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, UnreadableRequestError
from app.kit.repository import IdempotencyRepository

MAX_KEY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Repeatable:
    """A request that may come twice: who asks, under which key, for what."""

    key: str | None
    actor: Actor
    request: object
    mac_key: bytes

    def key_mac(self) -> bytes:
        """Return the MAC under which the request is found again."""
        return self._mac(f"{self.actor.account_id}|{self.key}")

    def request_mac(self) -> bytes:
        """Return the MAC of the canonical request."""
        return self._mac(json.dumps(self.request, sort_keys=True, default=str))

    def _mac(self, text: str) -> bytes:
        return hmac.new(self.mac_key, text.encode(), sha256).digest()


def once(
    session: Session, repeatable: Repeatable, *, now: datetime, code: int, make: Callable[[], str]
) -> str:
    """Return the number of what `make` made, now or when the same request came before.

    Raises:
        UnreadableRequestError: the key is too long.
        ConflictError: the key was used for another request.
    """
    if repeatable.key is None:
        return make()
    if not 0 < len(repeatable.key) <= MAX_KEY_LENGTH:
        raise UnreadableRequestError("idempotency_key_unusable")
    session.write()
    repository = IdempotencyRepository(session)
    key_mac, request_mac = repeatable.key_mac(), repeatable.request_mac()
    if repository.claim(key_mac=key_mac, request_mac=request_mac, now=now):
        resource = make()
        repository.answer(key_mac, code=code, resource=resource)
        return resource
    row = repository.find(key_mac)
    if row.request_mac != request_mac or row.resource is None:
        raise ConflictError("idempotency_key_reused")
    return row.resource
