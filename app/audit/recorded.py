"""What the log says of rows that a MAC alone does not settle: a second opinion on the register.

A MAC does not show an old row put back together with its old MAC. The version does: every recorded
act on a key or a partner names the row and the version that it left.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.audit.acts import Act, Outcome
from app.audit.record_event import CARD_OBJECT, PERSON_OBJECT
from app.audit.repository import AuditRepository
from app.kit.db import RegisterBrokenError, RegisterRow, Session

OF_PEOPLE = tuple(f'"object":"{kind}:'.encode() for kind in (CARD_OBJECT, PERSON_OBJECT))
"""What nearly every leaf contains; those say nothing here and need no parsing."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the first entries of the log say."""

    size: int = 0
    """How many entries were read."""
    versions: Mapping[tuple[str, UUID], int] = field(default_factory=dict)
    """By table and row id, the highest version in which an act left the row."""
    are_lists_closed: bool = False
    """Whether status lists were closed, which nothing undoes."""

    def version(self, row: RegisterRow) -> int:
        """Return the version in which the last act left a row, 0 when none named it."""
        return self.versions.get((row.register_label, row.id), 0)

    def has_newer(self, row: RegisterRow) -> bool:
        """Say whether a row is older than the log says: nothing may be decided by it."""
        return row.version < self.version(row)


def read_recorded(session: Session, *, old: Recorded | None = None) -> Recorded:
    """Read the log, or of it only what was appended since `old`.

    Read it before the rows that are compared with it: a row that changes in between is then newer
    than the log says, never older.
    """
    known = Recorded() if old is None else old
    size, versions, are_lists_closed = known.size, dict(known.versions), known.are_lists_closed
    for leaf in AuditRepository(session).leaves(since=known.size):
        size += 1
        if any(mark in leaf for mark in OF_PEOPLE):
            continue
        entry = json.loads(leaf)
        if entry["outcome"] != Outcome.DONE:
            continue
        are_lists_closed = are_lists_closed or entry["act"] == Act.STATUS_LISTS_CLOSED
        table, *parts = entry["object"].split(":")
        if table:
            row = (table, UUID(parts[0]))
            versions[row] = max(int(parts[1]), versions.get(row, 0))
    return Recorded(size, versions, are_lists_closed)


def next_version(session: Session, row: RegisterRow, *, may_be_old: bool) -> int:
    """Return the version that an act on a row gives it: above any that the log names.

    So no old row that is put back afterwards is ever as new. `may_be_old` is for acts that an old
    row must not prevent, such as marking a key as compromised, again perhaps.

    Raises:
        RegisterBrokenError: the row is older than the log says.
    """
    recorded = read_recorded(session)
    if recorded.has_newer(row) and not may_be_old:
        raise RegisterBrokenError(row.register_label)
    return 1 + max(row.version, recorded.version(row))
