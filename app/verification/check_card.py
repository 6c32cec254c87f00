"""Check one card against the snapshot in memory: no query, no record of which card it was."""

from dataclasses import dataclass
from datetime import datetime

from app.core.credential import Freshness, ScannedText, Verdict, freshness, verify
from app.verification.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict, how old the register's state behind it is, and whether that is fresh."""

    verdict: Verdict
    status_as_of: datetime
    freshness: Freshness


def check_card(text: str, *, snapshot: Snapshot, now: datetime) -> Check:
    """Return the answer for a scanned text at `now`."""
    seconds = int(now.timestamp())
    verdict = verify(ScannedText(text), keys=snapshot.keys, status=snapshot.status, now=seconds)
    known_as_of = int(snapshot.as_of.timestamp())
    has_list = verdict.status_known or verdict.claims is None
    age = freshness(known_as_of if has_list else None, now=seconds)
    return Check(verdict=verdict, status_as_of=snapshot.as_of, freshness=age)
