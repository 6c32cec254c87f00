"""Recompute the whole log and compare it with its head."""

from dataclasses import dataclass

from app.audit.repository import AuditRepository
from app.core import merkle
from app.kit.db import Session


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What a full recomputation found."""

    size: int
    root: bytes
    is_intact: bool


def verify_log(session: Session) -> LogCheck:
    """Return size and root of the log, and whether they are those of its head."""
    session.snapshot()  # a head read after a later append would not fit the leaves
    repository = AuditRepository(session)
    frontier: list[bytes] = []
    size = 0
    for leaf in repository.leaves():
        frontier = merkle.append(frontier, size=size, leaf=leaf)
        size += 1
    head = repository.head()
    is_intact = head is not None and (head.size, head.frontier) == (size, merkle.pack(frontier))
    return LogCheck(size=size, root=merkle.root(frontier), is_intact=is_intact)
