"""Append one act to the audit log and count it: the last statement of every changing use case."""

import hmac
import json
from datetime import datetime
from hashlib import sha256

from app.audit.acts import NOTHING, Act, Outcome, RefusedAct, Subject
from app.audit.repository import AuditRepository
from app.core import merkle
from app.kit.actor import Doer
from app.kit.clock import today_in
from app.kit.db import Session

CARD_OBJECT = "card"
PERSON_OBJECT = "row"


def record_event(
    session: Session,
    act: Act,
    *,
    by: Doer,
    now: datetime,
    subject: Subject = NOTHING,
    reason: str = "",
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Record who did what to which object, to the minute, and count it for the reports.

    A person or an application appears as HMAC under the key of the calendar year, so that the log
    still verifies, and tells nothing, once that key is destroyed.
    """
    session.flush()
    repository = AuditRepository(session)
    day = today_in(session.seals.time_zone, now)
    repository.count(day=day, site=by.site, act=act, reason=reason)
    entry = {
        "act": act.value,
        "at": now.strftime("%Y-%m-%dT%H:%MZ"),
        "by": str(by.account_id) if by.account_id else "",
        "object": _name(session, subject, now),
        "outcome": outcome.value,
        "reason": reason,
        "site": by.site,
    }
    leaf = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()
    head = repository.lock_head()
    repository.append(idx=head.size, leaf=leaf)
    frontier = merkle.append(merkle.unpack(head.frontier), size=head.size, leaf=leaf)
    head.frontier = merkle.pack(frontier)
    head.size += 1
    session.flush()


def record_refusal(session: Session, event: object, now: datetime) -> None:
    """Record an act that was refused, after its own transaction was rolled back."""
    assert isinstance(event, RefusedAct)  # noqa: S101 - registered for this class only
    record_event(
        session,
        event.act,
        by=event.by,
        now=now,
        subject=event.subject,
        reason=event.reason,
        outcome=Outcome.REFUSED,
    )


def _name(session: Session, subject: Subject, now: datetime) -> str:
    if subject.card_number is not None:
        return f"{CARD_OBJECT}:{subject.card_number}"
    if subject.row is not None:
        row = subject.row
        return ":".join(filter(None, (row.table, str(row.id), str(row.version), row.name)))
    if subject.row_id is None:
        return ""
    key = session.seals.audit_key(now.year)
    token = hmac.new(key, subject.row_id.bytes, sha256).hexdigest()[:32]
    return f"{PERSON_OBJECT}:{token}"
