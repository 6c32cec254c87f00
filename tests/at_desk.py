"""Sit down at a town's desk: a member of staff and one write transaction of theirs."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.permissions import Role
from app.kit.actor import Actor
from app.kit.db import Session
from tests.town import Town


@contextmanager
def at_desk(town: Town, role: Role, *, email: str | None = None) -> Iterator[tuple[Session, Actor]]:
    """Sign in first, since that writes too, then open the transaction."""
    actor = town.actor(role, email=email)
    with town.transaction() as session:
        yield session, actor
